import type { KeyPath, Report } from '../../model/file-fault.ts';
import type { Problem } from '../../model/problem.ts';
import type { FrameworkName, RouteTree } from '../../model/route-tree.ts';
import { readValidated } from '../validation/read-validated.ts';
import { buildTree, type RoutesFile } from './build-tree.ts';
import { validateRoutesFile } from './validate-routes-file.ts';

export interface RoutesFileOptions {
  /** The name that problems and sources bear. */
  readonly file: string;
  /** Answers in place of what the file says of its outermost application. */
  readonly framework?: FrameworkName | null;
}

export interface RoutesFileReading {
  /** Null where there is an error among the problems. */
  readonly tree: RouteTree | null;
  /** All of them, in the order of the text. */
  readonly problems: readonly Problem[];
}

/** Every route of a file without faults has the line on which it stands. */
const NOTED = new Set(['routes', 'routers']);

/** Reads a routes file, YAML or JSON, and reports all its faults at once. Never throws, whatever the text. */
export async function readRoutesFile(text: string, options: RoutesFileOptions): Promise<RoutesFileReading> {
  const { file, framework = null } = options;
  const { value, lineOf, problems } = await readValidated(text, {
    file,
    validate: (found: unknown, size: number, report: Report) => validateRoutesFile(found, size, framework, report),
    noted: NOTED,
    expected: 'a routes file, with `routes:`',
    hint: 'the shortest one: routes: [GET /users]',
  });
  if (value === null) return { tree: null, problems };
  const locate = (path: KeyPath) => {
    const line = lineOf(path);
    return line === null ? null : { file, line };
  };
  return { tree: buildTree(value as RoutesFile, locate, framework ?? undefined), problems };
}
