import { describe, expect, it } from 'vitest';
import { readSeconds } from '../../src/cli/commands/explore-command.ts';

describe('--poll', () => {
  it.each<[text: string, seconds: number]>([
    ['2', 2],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['1.', 1],
    ['007', 7],
    ['0.1', 0.1],
    ['86400', 86_400],
    ['0', 0],
    ['0.0', 0],
  ])('%s is %s s', (text, seconds) => expect(readSeconds(text)).toBe(seconds));

  it.each([
    '',
    ' 2',
    '-1',
    '+1',
    '.',
    '0,5',
    '2s',
    '500ms',
    '1e3',
    '0x10',
    'NaN',
    'Infinity',
    '0.05',
    '86401',
    '9'.repeat(400),
    'http://127.0.0.1:8000',
  ])('"%s" is none', (text) => expect(readSeconds(text)).toBeNull());
});
