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

type Palette = Readonly<Record<Role, readonly string[]>>;

const palette = (select: (role: string, codes: readonly string[]) => readonly string[]): Palette =>
  Object.fromEntries(
    Object.entries(CODES).map(([role, codes]) => [role, select(role, codes === '' ? [] : codes.split(';'))]),
  ) as unknown as Palette;

const ANSI = palette((_, codes) => codes);
/** Without colour: what the codes above say beyond it. */
const MONO = palette((role, codes) =>
  role.startsWith('badge') ? ['1', '7'] : codes.filter((code) => code.length === 1),
);

const INTENSITY = /^[12]$/;

/** The code that ends another one. */
function endOf(code: string): string {
  if (INTENSITY.test(code)) return '22';
  if (code.startsWith('3')) return '39';
  return code.startsWith('4') && code.length === 2 ? '49' : `2${code}`;
}

const sgr = (codes: readonly string[]): string => codes.map((code) => `\u001b[${code}m`).join('');

/**
 * A line as a terminal draws it. Selected spans are inverse, whatever their role. The codes are exactly those that Ink
 * writes itself when it has taken a line apart (one by one, each ended by its own end code): it then knows the line
 * again and takes it apart once instead of twice.
 */
export function paint(line: Line, colors: Colors): string {
  const known = painted[colors].get(line);
  if (known !== undefined) return known;
  const text = paintAnew(line, colors);
  painted[colors].set(line, text);
  return text;
}

const painted: Readonly<Record<Colors, WeakMap<Line, string>>> = { none: new WeakMap(), ansi: new WeakMap() };

function paintAnew(line: Line, colors: Colors): string {
  let out = '';
  let open = PLAIN;
  for (const part of trimmed(line)) {
    const wanted = codesOf(part, colors);
    if (wanted !== open) {
      const [codes, next] = change(open, wanted);
      out += codes;
      open = next;
    }
    out += part.text;
  }
  return out + change(open, PLAIN)[0];
}

/** Blanks at the end are only drawn where they show: every cell costs time. */
function trimmed(line: Line): Line {
  const last = line.at(-1);
  if (!last || last.selected) return line.filter((part) => part.text !== '');
  const text = last.text.trimEnd();
  return text === '' ? trimmed(line.slice(0, -1)) : [...line.slice(0, -1), { ...last, text }];
}

const PLAIN: readonly string[] = [];
type Change = readonly [codes: string, style: readonly string[]];
const changes = new WeakMap<readonly string[], WeakMap<readonly string[], Change>>();

function change(from: readonly string[], to: readonly string[]): Change {
  let known = changes.get(from);
  if (!known) {
    known = new WeakMap();
    changes.set(from, known);
  }
  let made = known.get(to);
  if (!made) {
    made = makeChange(from, to);
    known.set(to, made);
  }
  return made;
}

/** Codes that lead from one style to another, and the style then, in the order in which its codes were opened. */
function makeChange(from: readonly string[], to: readonly string[]): Change {
  const ends = to.map(endOf);
  const undone = from.filter((code) => (INTENSITY.test(code) ? !to.includes(code) : !ends.includes(endOf(code))));
  const again = undone.some((code) => INTENSITY.test(code));
  const added = to.filter((code) => !from.includes(code) || (again && INTENSITY.test(code)));
  const closed = new Set(undone.map(endOf));
  const kept = from.filter(
    (code) => !closed.has(endOf(code)) && (INTENSITY.test(code) || !added.some((one) => endOf(one) === endOf(code))),
  );
  const style = [...kept, ...added];
  return [sgr(undone.toReversed().map(endOf)) + sgr(added), style.length === 0 ? PLAIN : style];
}

function codesOf(part: Span, colors: Colors): readonly string[] {
  if (!part.selected) return (colors === 'none' ? MONO : ANSI)[part.role];
  return MONO[part.role].includes('4') ? SELECTED_MARK : SELECTED;
}

const SELECTED: readonly string[] = ['7'];
const SELECTED_MARK: readonly string[] = ['1', '4', '7'];
