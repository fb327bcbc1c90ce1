import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of all sources. */
export const SRC = fileURLToPath(new URL('../../src', import.meta.url));

/** The paths of all sources, relative to `SRC`, with `/`. */
export const sourceFiles: readonly string[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file));

export const sourceOf = (file: string): string => readFileSync(join(SRC, file), 'utf8');

/** A source without its comments, which may name anything. */
export const codeOf = (file: string): string => sourceOf(file).replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
