import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf, sourceFiles as files, SRC, sourceOf } from './source-files.ts';

/** What each room may import: other rooms, and libraries. `pure` rooms import no `node:*` either. */
const ROOMS: Readonly<Record<string, { pure: boolean; rooms: readonly string[]; libraries: readonly string[] }>> = {
  model: { pure: true, rooms: [], libraries: [] },
  dialects: { pure: true, rooms: ['model'], libraries: [] },
  whatif: { pure: true, rooms: ['model', 'dialects'], libraries: [] },
  diagnosis: { pure: true, rooms: ['model', 'dialects', 'whatif'], libraries: [] },
  formats: { pure: true, rooms: ['model', 'dialects', 'whatif'], libraries: ['yaml', 'js-yaml'] },
  session: {
    pure: true,
    rooms: ['model', 'dialects', 'whatif', 'diagnosis', 'formats'],
    libraries: ['fuzzysort', 'string-width'],
  },
  io: { pure: false, rooms: ['model'], libraries: [] },
  tui: {
    pure: false,
    rooms: ['model', 'dialects', 'whatif', 'diagnosis', 'formats', 'session', 'io'],
    libraries: ['ink', 'react', 'react/jsx-runtime'],
  },
  cli: {
    pure: false,
    rooms: ['model', 'dialects', 'whatif', 'diagnosis', 'formats', 'session', 'io', 'tui'],
    libraries: ['commander'],
  },
};

/** Clock, environment and chance, which pure rooms leave to those who call them. */
const IMPURE =
  /\b(?:process|globalThis|Buffer|console)\s*[.[]|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.|\bsetTimeout\b|\bfetch\(/;

interface Imported {
  readonly file: string;
  readonly room: string;
  readonly specifier: string;
}

const imports: readonly Imported[] = files.flatMap((file) =>
  specifiersOf(sourceOf(file)).map((specifier) => ({ file, room: roomOf(file), specifier })),
);

function roomOf(file: string): string {
  return file.split(/[\\/]/)[0] ?? '';
}

function specifiersOf(text: string): readonly string[] {
  const found = text.matchAll(
    /^\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** The room that a relative import leads to; null for libraries. */
function targetRoom({ file, specifier }: Imported): string | null {
  if (!specifier.startsWith('.')) return null;
  const target = relative(SRC, join(SRC, dirname(file), specifier));
  return target.startsWith('..') ? null : roomOf(target);
}

describe('the rooms', () => {
  it('are all seen, with their imports', () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual(Object.keys(ROOMS).sort());
    for (const room of Object.keys(ROOMS)) {
      expect(files.filter((file) => roomOf(file) === room).length, room).toBeGreaterThan(2);
    }
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it('import only rooms that stand before them', () => {
    const wrong = imports.filter((imported) => {
      const target = targetRoom(imported);
      return target !== null && target !== imported.room && !ROOMS[imported.room]?.rooms.includes(target);
    });
    expect(wrong).toEqual([]);
  });

  it('import only the libraries that are theirs, and no node modules where they are pure', () => {
    const wrong = imports.filter(({ room, specifier }) => {
      if (specifier.startsWith('.')) return false;
      if (specifier.startsWith('node:')) return ROOMS[room]?.pure !== false;
      return !ROOMS[room]?.libraries.includes(specifier);
    });
    expect(wrong).toEqual([]);
  });

  it('have their YAML libraries in one folder, through whose entry everybody else reads', () => {
    const users = imports.filter(({ specifier }) => /^(?:js-)?yaml$/.test(specifier));
    expect(users.length).toBeGreaterThan(2);
    // Requests files are changed in place, which needs the nodes of `yaml`.
    const others = users.filter(({ file }) => !file.includes('formats/text/')).map(({ file }) => file);
    expect(others).toEqual(['formats/requests-file/text-changes.ts']);
  });

  it('read no clock, environment or chance where they are pure', () => {
    const wrong = files.filter((file) => ROOMS[roomOf(file)]?.pure && IMPURE.test(codeOf(file)));
    expect(wrong).toEqual([]);
  });

  it('import nothing from outside src but the package itself', () => {
    const outside = imports.filter((imported) => imported.specifier.startsWith('.') && targetRoom(imported) === null);
    expect(outside.length).toBeGreaterThan(0);
    expect(outside.filter(({ specifier }) => !/^(?:\.\.\/)+package\.json$/.test(specifier))).toEqual([]);
  });

  it('hold files of at most 250 lines', () => {
    const long = files.filter((file) => sourceOf(file).split('\n').length > 251);
    expect(long).toEqual([]);
  });
});
