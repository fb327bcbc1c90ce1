import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/session/state.ts';
import { decode } from '../../src/tui/decode.ts';
import { endOf, type Token, tokensOf, type Unfinished } from '../../src/tui/tokens.ts';
import { runs } from '../support/runs.ts';

/** Everything that comes of some readings, and nothing behind them. */
function read(readings: readonly string[]): readonly Token[] {
  const tokens: Token[] = [];
  let rest = '';
  let unfinished: Unfinished = 'nothing';
  for (const reading of readings) {
    const found = tokensOf(rest + reading);
    tokens.push(...found.tokens);
    rest = found.rest;
    unfinished = found.unfinished;
  }
  return [...tokens, ...endOf(rest, unfinished)];
}

/** As actions, typing that follows typing joined: it is the same whether it comes at once or not. */
function actions(readings: readonly string[]): readonly Action[] {
  const all = read(readings).flatMap(({ kind, text }): readonly Action[] =>
    kind === 'paste' ? [{ kind, text }] : decode(text),
  );
  const joined: Action[] = [];
  for (const action of all) {
    const last = joined.at(-1);
    if (action.kind === 'text' && last?.kind === 'text')
      joined.splice(-1, 1, { kind: 'text', text: last.text + action.text });
    else joined.push(action);
  }
  return joined;
}

const show = (readings: readonly string[]) =>
  read(readings).map(({ kind, text }) => (kind === 'paste' ? { paste: text } : text));

describe('what a terminal sends', () => {
  test.each<[what: string, readings: readonly string[], tokens: readonly (string | { paste: string })[]]>([
    ['typing', ['GET /a\r'], ['GET /a\r']],
    ['keys among typing', ['a\x1b[Ab\x1bOPc'], ['a', '\x1b[A', 'b', '\x1bOP', 'c']],
    ['escape alone', ['\x1b'], ['\x1b']],
    ['alt and a letter', ['\x1bm'], ['\x1bm']],
    ['alt and an emoji', ['\x1b👍x'], ['\x1b👍', 'x']],
    ['alt and an arrow', ['\x1b\x1b[D'], ['\x1b\x1b[D']],
    ['escape and a sequence of alt', ['\x1b\x1bm'], ['\x1b', '\x1bm']],
    ['a key of the Linux console', ['\x1b[[Ax'], ['\x1b[[A', 'x']],
    ['a key of rxvt', ['\x1b[3$x'], ['\x1b[3$', 'x']],
    ['a paste', ['a\x1b[200~x\x1b[Ay\x1b[201~b'], ['a', { paste: 'x\x1b[Ay' }, 'b']],
    ['a paste in pieces', ['\x1b[20', '0~x', 'y\x1b[2', '01~b'], [{ paste: 'xy' }, 'b']],
    ['a paste with a C1 control that looks like its end', ['\x1b[200~x\x9b201~y\x1b[201~'], [{ paste: 'x\x9b201~y' }]],
    ['a paste right after escape', ['\x1b\x1b[200~x\r\x1b[201~'], ['\x1b', { paste: 'x\r' }]],
    ['a paste without an end', ['\x1b[200~x'], [{ paste: 'x' }]],
    ['device attributes, split', ['\x1b[', '?62c'], ['\x1b[?62c']],
    ['a place, split after escape', ['\x1b', '[12;40R', 'x'], ['\x1b[12;40R', 'x']],
    ['a colour, ended by ST', ['a\x1b]11;rgb:0/0/0\x1b\\b'], ['a', 'b']],
    ['a colour, ended by BEL', ['\x1b]11;rgb:0/0/0\x07b'], ['b']],
    ['a colour, split in the mark of its end', ['\x1b]11;rgb:0', '/0/0\x1b', '\\b'], ['b']],
    ['a setting', ['\x1bP1$r0m\x1b\\'], []],
    ['a colour that never ends', ['\x1b]11;rgb:0/0/0'], []],
    ['half a sequence that never ends', ['\x1b[12;4'], []],
    ['alt and a bracket', ['\x1b]'], ['\x1b]']],
    ['alt and a letter, then typing', ['\x1bPx'], ['\x1bP', 'x']],
    ['two replies', ['\x1b]10;x\x1b\\\x1b_Gi=1;OK\x1b\\x'], ['x']],
    ['a mouse report of old', ['a\x1b[M !!b'], ['a', 'b']],
    ['ctrl-c in the middle of a sequence', ['\x1b[12\x03'], ['\x03']],
    ['ctrl-c in the middle of a reply', ['\x1b]11;rgb\x03'], ['\x03']],
    ['sequences of eight bits', ['\x9bA\x9d0;x\x9ca\x90q\x07b'], ['\x1b[A', 'a', 'b']],
  ])('%s', (_, readings, tokens) => expect(show(readings)).toEqual(tokens));

  const letters = fc.constantFrom('a', 'G', '/', ' ', 'ü', '漢', '👍', '?', '6', ';', '[', '~', '\\', 'c');
  const typing = fc.string({ unit: letters, minLength: 1, maxLength: 6 });
  const keys = fc.constantFrom(
    ...['\r', '\t', '\x7f', '\x03', '\x17', '\x1b[A', '\x1bOP', '\x1b[[A', '\x1b[3~', '\x1b[1;5D', '\x1bm', '\x1b\x7f'],
    ...['\x1b\x1b[D', '\x1b[Z', '\x1b[97;5u', '\x1b[2$'],
  );
  const pastes = fc
    .string({ unit: fc.constantFrom('a', '\n', '\x1b', '[', '201', '~', '\x9b', 'ü', '\x1b[A') })
    .map((text) => `\x1b[200~${text.replaceAll('\x1b[201~', '')}\x1b[201~`);
  const replies = fc.constantFrom(
    ...[
      '\x1b[?62;22c',
      '\x1b[12;40R',
      '\x1b]11;rgb:0000/0000/0000\x1b\\',
      '\x1b]11;rgb:00/00/00\x07',
      '\x1bP1$r0m\x1b\\',
    ],
    ...[
      '\x1b[I',
      '\x1b[O',
      '\x1b[?2026;2$y',
      '\x1b_Gi=31;OK\x1b\\',
      '\x1bP>|term(1)\x1b\\',
      '\x1b[?1u',
      '\x1b[>0;276;0c',
    ],
  );
  const mouse = fc.constantFrom('\x1b[<0;10;10M', '\x1b[<35;4;4m', '\x1b[M !!', '\x1b[M#\u00a1\u00a2', '\x1b[32;1;1M');
  const pieces = fc.array(fc.oneof(typing, keys, pastes, replies, mouse), { maxLength: 8 });

  test('means the same however it is split over readings', () => {
    const cuts = fc.array(fc.nat(200), { maxLength: 12 });
    fc.assert(
      fc.property(pieces, cuts, (all, at) => {
        const text = all.join('');
        const places = [...new Set(at.map((cut) => cut % (text.length + 1)))].toSorted((a, b) => a - b);
        const readings = [...places, text.length].map((end, i) => text.slice(places[i - 1] ?? 0, end));
        const whole = actions([text]);
        expect(actions(readings)).toEqual(whole);
        expect(actions([...text])).toEqual(whole);
      }),
      { numRuns: runs(150) },
    );
  });

  test('means what its pieces mean, and replies and mouse reports mean nothing', () => {
    const typed = fc.array(fc.oneof(typing, keys, pastes), { maxLength: 4 });
    fc.assert(
      fc.property(typed, fc.oneof(replies, mouse), typed, (before, unwanted, after) => {
        expect(actions([...before, unwanted, ...after])).toEqual(actions([...before, ...after]));
        for (const action of actions([unwanted])) expect(action.kind).not.toBe('text');
      }),
      { numRuns: runs(100) },
    );
  });

  test('never throws, never loses ctrl-c outside a paste, and comes to an end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const found = actions([`${text.replaceAll('\x1b[200~', '')}`, '\x03']);
        expect(found.some((action) => action.kind === 'key' && action.key.endsWith('ctrl-c'))).toBe(true);
      }),
    );
  });
});
