import type { Line, Role, Span } from '../session/screen.ts';

/** `none`: bold, underline and inverse only. `ansi`: the terminal's own sixteen colours besides. */
export type Colors = 'none' | 'ansi';

/**
 * SGR codes of each role. Only the terminal's own palette is used, so that a person's dark or light theme decides what
 * it looks like; badges set both colours, black on a light one, which reads on either. No role differs from its
 * neighbours by colour alone: the sign or the words beside it say the same.
 */
const ANSI: Readonly<Record<Role, string>> = {
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
};

/** Without colour: what the codes above say beyond it. */
const MONO: Readonly<Record<Role, string>> = Object.fromEntries(
  Object.entries(ANSI).map(([role, codes]) => [role, monochrome(role, codes)]),
) as Record<Role, string>;

function monochrome(role: string, codes: string): string {
  if (role.startsWith('badge')) return '1;7';
  return codes
    .split(';')
    .filter((code) => /^[12479]$/.test(code))
    .join(';');
}

const RESET = '\u001b[0m';

/** A line as a terminal draws it. Selected spans are inverse, whatever their role. */
export function paint(line: Line, colors: Colors): string {
  let out = '';
  let open = '';
  for (const part of line) {
    const codes = codesOf(part, colors);
    if (codes !== open) {
      if (open !== '') out += RESET;
      if (codes !== '') out += `\u001b[${codes}m`;
      open = codes;
    }
    out += part.text;
  }
  return open === '' ? out : out + RESET;
}

function codesOf(part: Span, colors: Colors): string {
  if (!part.selected) return (colors === 'none' ? MONO : ANSI)[part.role];
  return MONO[part.role].includes('4') ? '1;4;7' : '7';
}
