import { isWord, type PatternNode } from './pattern-syntax.ts';

/**
 * A pattern as a machine without choices to take back (Ken Thompson, 1968): all ways through it are followed at once,
 * character by character, each place in it at most once. Time is text times pattern, whatever both look like.
 */
export interface PatternMachine {
  readonly steps: readonly Step[];
}

type Step =
  | { readonly kind: 'char'; readonly accepts: (code: number) => boolean; readonly next: number }
  | { readonly kind: 'fork'; readonly next: readonly number[] }
  | { readonly kind: 'start' | 'end' | 'boundary' | 'inside'; readonly next: number }
  | { readonly kind: 'found' };

/** Counted repetitions are written out; a pattern that grows beyond this is not made. */
const MOST_STEPS = 5000;

/** The machine of a pattern; null where it would be too large. */
export function machineOf(pattern: PatternNode): PatternMachine | null {
  const steps: Step[] = [{ kind: 'found' }];
  let full = false;
  const add = (step: Step): number => {
    full ||= steps.length >= MOST_STEPS;
    return full ? 0 : steps.push(step) - 1;
  };
  // Built from the end: each node knows where it leads.
  const build = (node: PatternNode, next: number): number => {
    switch (node.kind) {
      case 'char':
        return add({ kind: 'char', accepts: node.accepts, next });
      case 'sequence':
        return node.of.reduceRight((after, part) => build(part, after), next);
      case 'choice':
        return add({ kind: 'fork', next: node.of.map((branch) => build(branch, next)) });
      case 'repeat':
        return repeat(node, next);
      default:
        return add({ kind: node.kind, next });
    }
  };
  const repeat = ({ of, min, max }: PatternNode & { kind: 'repeat' }, next: number): number => {
    let entry = next;
    if (max === Infinity) {
      const forward: number[] = [];
      entry = add({ kind: 'fork', next: forward });
      forward.push(build(of, entry), next);
    } else for (let i = min; i < max && !full; i++) entry = add({ kind: 'fork', next: [build(of, entry), next] });
    for (let i = 0; i < min && !full; i++) entry = build(of, entry);
    return entry;
  };
  const entry = build(pattern, 0);
  // The way in is the last step, so that a machine is its steps.
  add({ kind: 'fork', next: [entry] });
  return full ? null : { steps };
}

/** Whether the pattern is found anywhere in a text. */
export function machineFinds({ steps }: PatternMachine, text: string): boolean {
  const codes = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  const seen = new Int32Array(steps.length).fill(-1);
  let waiting: number[] = [];
  for (let at = 0; at <= codes.length; at++) {
    const next: number[] = [];
    // A search may begin anywhere.
    if (follow(steps, [...waiting, steps.length - 1], codes, at, seen, next)) return true;
    const code = codes[at];
    if (code === undefined) break;
    waiting = next.flatMap((s) => {
      const step = steps[s];
      return step?.kind === 'char' && step.accepts(code) ? [step.next] : [];
    });
  }
  return false;
}

/** Follows what needs no character; the steps that wait for one go to `into`. True where the end is reached. */
function follow(
  steps: readonly Step[],
  from: number[],
  codes: readonly number[],
  at: number,
  seen: Int32Array,
  into: number[],
): boolean {
  for (let s = from.pop(); s !== undefined; s = from.pop()) {
    if (seen[s] === at) continue;
    seen[s] = at;
    const step = steps[s] as Step;
    if (step.kind === 'found') return true;
    if (step.kind === 'char') into.push(s);
    else if (step.kind === 'fork') from.push(...step.next);
    else if (holds(step.kind, codes, at)) from.push(step.next);
  }
  return false;
}

function holds(kind: 'start' | 'end' | 'boundary' | 'inside', codes: readonly number[], at: number): boolean {
  if (kind === 'start') return at === 0;
  if (kind === 'end') return at === codes.length;
  const before = at > 0 && isWord(codes[at - 1] ?? 0);
  const after = at < codes.length && isWord(codes[at] ?? 0);
  return (before !== after) === (kind === 'boundary');
}
