import type { Action } from '../session/state.ts';

/** Final letters of `ESC [ … letter` and `ESC O letter`. */
const BY_LETTER: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  Z: 'shift-tab',
  M: 'enter',
};

/** Numbers of `ESC [ number ~`, as xterm, rxvt and the Linux console send them. */
const BY_NUMBER: Readonly<Record<number, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
};

/** Characters that are keys: their names by code point. */
const BY_CODE: Readonly<Record<number, string>> = {
  9: 'tab',
  13: 'enter',
  10: 'enter',
  27: 'esc',
  127: 'backspace',
  8: 'backspace',
};

/**
 * Key and text actions from one token of input: a whole escape sequence, or a run of characters (a burst of typing is one, Enter and
 * Tab within it included). What isn't a key is dropped: a terminal's replies are never taken for typing.
 */
export function decode(input: string): readonly Action[] {
  if (input.startsWith('\u001b')) {
    const key = decodeEscape(input.slice(1));
    // No alt-ctrl keys are bound: it was esc and the other key in quick succession, and ctrl-c must never get lost.
    const quick = key === null ? null : /^alt-(ctrl-.|enter|tab|esc)$/.exec(key);
    const keys = quick ? ['esc', quick[1] ?? ''] : key === null ? [] : [key];
    return keys.map((name) => ({ kind: 'key', key: name }));
  }
  const actions: Action[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') actions.push({ kind: 'text', text });
    text = '';
  };
  for (const character of input) {
    const key = decodeControl(character);
    if (key === null) {
      text += character;
      continue;
    }
    flush();
    if (key !== '') actions.push({ kind: 'key', key });
  }
  flush();
  return actions;
}

/** The key that a control character is; `''` for one that is none, null for a printable character. */
function decodeControl(character: string): string | null {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code !== 0x7f && !(code >= 0x80 && code < 0xa0)) return null;
  const named = BY_CODE[code];
  if (named !== undefined) return named;
  return code >= 1 && code <= 26 ? `ctrl-${String.fromCharCode(code + 96)}` : '';
}

/** The key of what follows ESC; null for none that has a name. */
function decodeEscape(rest: string): string | null {
  if (rest === '' || rest === '\u001b') return 'esc';
  if (rest.startsWith('\u001b')) return alt(decodeEscape(rest.slice(1)));
  const kitty = /^\[(\d+)(?::[\d:]*)?(?:;(\d+)(?::(\d))?)?(?:;[\d:]*)?u$/.exec(rest);
  if (kitty) return kitty[3] === '3' ? null : decodeKitty(Number(kitty[1]), Number(kitty[2] ?? 1));
  const letter = /^(?:O|\[(?!M))(?:1;)?(\d+)?(?::(\d))?([A-Za-z])$/.exec(rest);
  if (letter) return letter[2] === '3' ? null : modified(BY_LETTER[letter[3] ?? ''], Number(letter[1] ?? 1));
  const number = /^\[(\d+)(?:;(\d+))?(?::(\d))?~$/.exec(rest);
  if (number) return number[3] === '3' ? null : modified(BY_NUMBER[Number(number[1])], Number(number[2] ?? 1));
  if (/^\[\[[A-D]$/.test(rest)) return `f${'ABCD'.indexOf(rest[2] ?? '') + 1}`;
  const control = decodeControl(rest);
  if (Array.from(rest).length !== 1) return null;
  return control === null ? `alt-${rest}` : control === '' ? null : alt(control);
}

/** Kitty's protocol: a code point and modifiers. */
function decodeKitty(code: number, modifiers: number): string | null {
  if (!(code > 0 && code <= 0x10ffff)) return null;
  const name = code === 57414 ? 'enter' : (BY_CODE[code] ?? String.fromCodePoint(code));
  return modified(name === 'tab' && (modifiers - 1) & 1 ? 'shift-tab' : name, modifiers);
}

/** xterm's modifier parameter: 1 + shift 1 + alt 2 + ctrl 4. */
function modified(name: string | undefined, modifiers: number): string | null {
  if (name === undefined) return null;
  const bits = modifiers - 1;
  return `${bits & 4 ? 'ctrl-' : ''}${bits & 2 ? 'alt-' : ''}${name}`;
}

const alt = (key: string | null): string | null => (key === null ? null : `alt-${key}`);
