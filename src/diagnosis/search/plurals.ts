/** Whether one is the regular plural of the other; both in lower case. */
export function isPluralPair(a: string, b: string): boolean {
  const [one, many] = a.length <= b.length ? [a, b] : [b, a];
  if (one.length < 2) return false;
  if (many === `${one}s`) return !/[sx]$/.test(one);
  if (many === `${one}es`) return /(s|x|z|ch|sh|o)$/.test(one);
  if (one.endsWith('y')) return many === `${one.slice(0, -1)}ies`;
  return IRREGULAR.get(one) === many || IRREGULAR.get(many) === one;
}

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['person', 'people'],
  ['child', 'children'],
  ['datum', 'data'],
  ['index', 'indices'],
  ['vertex', 'vertices'],
  ['matrix', 'matrices'],
  ['medium', 'media'],
  ['criterion', 'criteria'],
  ['analysis', 'analyses'],
  ['half', 'halves'],
  ['man', 'men'],
  ['woman', 'women'],
]);

const SINGULARS: ReadonlyMap<string, string> = new Map([...IRREGULAR].map(([one, many]) => [many, one]));

/** The singular of a word, by its letters; words that aren't plurals stay. */
export function singular(word: string): string {
  const one = SINGULARS.get(word);
  if (one) return one;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(ss|x|ch|sh|us)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 2 && word.endsWith('s') && !/(ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}
