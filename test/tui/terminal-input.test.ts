import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readTerminal } from '../../src/tui/terminal-input.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A terminal that says what it is told, and what has come of it so far as a line. */
function terminal() {
  const told: string[] = [];
  const modes: string[] = [];
  const stdin = Object.assign(new EventEmitter(), {
    setEncoding: () => {},
    setRawMode: (on: boolean) => modes.push(on ? 'raw' : 'cooked'),
    pause: () => modes.push('pause'),
    resume: () => modes.push('resume'),
    ref: () => {},
    unref: () => {},
  });
  const stream = readTerminal(stdin as unknown as NodeJS.ReadStream, (action) => {
    if (action.kind === 'key') told.push(`[${action.key}]`);
    if (action.kind === 'text' || action.kind === 'paste') told.push(`${action.kind} ${action.text}`);
  });
  stream.setRawMode(true);
  return { stream, modes, say: (text: string) => stdin.emit('data', text), told: () => told.join(', ') };
}

describe('the keyboard', () => {
  test.each<[what: string, said: readonly (string | number)[], told: string]>([
    ['escape, before anybody would notice the waiting', ['\x1b', 35], '[esc]'],
    ['escape, then a letter later', ['\x1b', 35, 'm'], '[esc], text m'],
    ['alt and a letter over two readings', ['\x1b', 10, 'm'], '[alt-m]'],
    ['an arrow over three readings', ['\x1b', 20, '[', 100, 'A'], '[up]'],
    ['device attributes in two pieces', ['\x1b[', 100, '?62c', 'x'], 'text x'],
    ['a colour that takes its time', ['\x1b]11;rgb:00', 700, '00/0000/0000', 700, '\x1b', 20, '\\', 'x'], 'text x'],
    ['a colour that never comes', ['\x1b]11;rgb:00', 1100, 'x'], 'text x'],
    ['alt and a bracket', ['\x1b]', 160], '[alt-]]'],
    ['a paste over three readings', ['\x1b[200~GET', 5000, ' /x\x1b[20', 5000, '1~'], 'paste GET /x'],
    [
      'a paste whose line breaks the terminal sends as carriage returns',
      ['\x1b[200~a\rb\r', '\nc\x1b[201~'],
      'paste a\nb\nc',
    ],
    ['ctrl-c while a paste goes on', ['\x1b[200~x', 10, '\x03', 10, 'y\x1b[201~'], 'paste x\x03y'],
    ['ctrl-c where the end of a paste never comes', ['\x1b[200~x', 600, '\x03'], 'paste x, [ctrl-c]'],
    ['half a key', ['\x1b[1;', 200, 'x'], 'text x'],
  ])('%s', async (_, said, told) => {
    const { say, told: heard } = terminal();
    for (const one of said) {
      if (typeof one === 'string') say(one);
      else await vi.advanceTimersByTimeAsync(one);
    }
    expect(heard()).toBe(told);
  });

  test('what came while the process was busy counts before the end of the waiting', async () => {
    const { say, told } = terminal();
    say('\x1b');
    // The time is over, but the process had no turn to read what is there.
    vi.advanceTimersToNextTimer();
    say('[A');
    await vi.advanceTimersByTimeAsync(500);
    expect(told()).toBe('[up]');
  });

  test('is left alone while the terminal is lent', () => {
    const { stream, say, told, modes } = terminal();
    say('\x1b[');
    stream.setRawMode(false);
    say('for somebody else');
    stream.setRawMode(true);
    say('A');
    expect([told(), modes]).toEqual(['text A', ['raw', 'resume', 'cooked', 'pause', 'raw', 'resume']]);
  });
});
