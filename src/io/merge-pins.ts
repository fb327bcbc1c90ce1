/**
 * What a file of pins becomes where several explorers pin on the same source: what this one has added or taken away since it
 * knew the file (`known`), done to the file as it is now. Each text is a list in YAML with one request to each `- `.
 */
export function mergePins(now: string | null, known: string, mine: string): string {
  if (now === null) return mine;
  const [theirs, before, own] = [now, known, mine].map(entriesOf) as [string[], string[], string[]];
  // Somebody has written it in another form: there is nothing to compare.
  if (theirs.length === 0 && !/^\s*(?:\[\s*\]\s*)?$/.test(now)) return mine;
  const kept = theirs.filter((entry) => own.includes(entry) || !before.includes(entry));
  const added = own.filter((entry) => !before.includes(entry) && !theirs.includes(entry));
  const all = [...kept, ...added];
  return all.length === 0 ? '[]\n' : all.join('');
}

function entriesOf(text: string): string[] {
  return text
    .split(/^(?=- )/m)
    .filter((entry) => entry.startsWith('- '))
    .map((entry) => (entry.endsWith('\n') ? entry : `${entry}\n`));
}
