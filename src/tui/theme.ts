import type { Line, Role, Span } from '../session/screen.ts';

/** `none`: bold, underline and inverse only. `ansi`: the terminal's own sixteen colours besides. */
export type Colors = 'none' | 'ansi';

/**
 * SGR codes of each role. Only the terminal's own palette is used, so that a person's dark or light theme decides what
 * it looks like; badges set both colours, black on a light one, which reads on either. No role differs from its
 * neighbours by colour alone: the sign or the words beside it say the same.
 */
const CODES: Readonly<Record<Role, string>> = {
  text: '',
  dim: '2',
  strong: '1',
  title: '1;4',
  brand: '1;7',
  border: '2',
  'border-focus': '36',
  key: '1',
  ok: '1;32',
  redirect: '1;36',
  'client-error': '31',
  'server-error': '1;35',
  'badge-ok': '1;30;42',
  'badge-redirect': '1;30;46',
  'badge-client': '1;30;43',
  'badge-server': '1;30;45',
  shadowed: '33',
  near: '1;35',
  mark: '1;4;35',
  'mark-wrong': '1;4;31',
  method: '36',
  param: '36',
  warning: '35',
  hit: '4',
  off: '2;9',
};

/** What each theme makes of a role. */
const THEMES: Readonly<Record<Colors, (role: Role) => string>> = {
  none: withoutColours,
  ansi: (role) => CODES[role],
};

/** A line as a terminal draws it. Selected spans are inverse, whatever their role. */
export function paint(line: Line, colors: Colors): string {
  return withoutEnd(line)
    .filter(({ text }) => text !== '')
    .map((part) => {
      const codes = codesOf(part, colors);
      return codes === '' ? part.text : `\u001b[${codes}m${part.text}\u001b[0m`;
    })
    .join('');
}

/** Blanks at the end are only drawn where they show: every cell costs time. */
function withoutEnd(line: Line): Line {
  const last = line.at(-1);
  if (!last || last.selected) return line;
  const text = last.text.trimEnd();
  return text === '' ? withoutEnd(line.slice(0, -1)) : [...line.slice(0, -1), { ...last, text }];
}

function codesOf({ role, selected }: Span, colors: Colors): string {
  if (selected) return withoutColours(role).includes('4') ? '1;4;7' : '7';
  return THEMES[colors](role);
}

/** Codes of one digit say more than colours do. */
function withoutColours(role: Role): string {
  return role.startsWith('badge') ? '1;7' : (CODES[role].match(/\b\d\b/g) ?? []).join(';');
}
