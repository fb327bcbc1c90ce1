import { dialectNamed, dialectOf } from '../../dialects/registry.ts';
import { asMapping } from '../../dialects/routes-file.ts';
import type { KeyPath, Report } from '../../model/file-fault.ts';
import type { Problem } from '../../model/problem.ts';
import type { FrameworkName, RouteTree } from '../../model/route-tree.ts';
import { readValidated } from '../validation/read-validated.ts';
import { validateFile } from '../validation/validate-file.ts';
import { buildTree, type RoutesFile } from './build-tree.ts';
import { fileEntries } from './file-entries.ts';
import { kindIn, ROUTES_FILE } from './routes-file-spec.ts';

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
    validate: (found, most, report) => validateRoutesFile(found, most, framework, report),
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

/**
 * Reports every fault of a value as a routes file. What aliases multiply beyond `most` values is a fault. A file is validated by what it says of itself, so that any framework can be tried on it;
 * but one that says nothing may hold any path where `framework`, which will answer, refuses none.
 */
function validateRoutesFile(value: unknown, most: number, framework: FrameworkName | null, report: Report): void {
  let isEndless = false;
  const watching: Report = (path, code, message, more) => {
    isEndless ||= code === 'alias-bomb' || code === 'too-deep';
    report(path, code, message, more);
  };
  validateFile(value, ROUTES_FILE, watching, most);
  const root = asMapping(value);
  if (root === null || isEndless) return;
  const isSilent = root.kind === undefined && root.framework === undefined;
  const kind = isSilent && framework !== null && !dialectNamed(framework).paths.refuses ? framework : kindIn(root);
  dialectOf(kind).routesFile.check(fileEntries(root, kind), report);
}
