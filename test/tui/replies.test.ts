import { expect, test } from 'vitest';
import { withoutReplies } from '../../src/tui/decode.ts';

test.each<[what: string, events: readonly string[], left: readonly string[]]>([
  ['nothing but keys', ['a', '\u001b[A', '\u001b'], ['a', '\u001b[A', '\u001b']],
  ['a colour, ended by ST', ['a', '\u001b]', '11;rgb:0000/0000/0000', '\u001b\\', 'b'], ['a', 'b']],
  ['a colour, ended by BEL', ['\u001b]', '11;rgb:0/0/0\u0007b'], ['b']],
  ['a colour in one piece', ['\u001b]11;rgb:0/0/0\u0007', 'b'], ['b']],
  ['a setting', ['\u001bP', '1$r0m', '\u001b\\'], []],
  ['two of them', ['\u001b]', '10;x', '\u001b\\', '\u001b_', 'Gi=1;OK', '\u001b\\', 'x'], ['x']],
  ['alt and a bracket', ['\u001b]'], ['\u001b]']],
  ['alt and a letter, then typing', ['\u001bP', 'x'], ['\u001bP', 'x']],
])('%s', (_, events, left) => expect(withoutReplies(events)).toEqual(left));
