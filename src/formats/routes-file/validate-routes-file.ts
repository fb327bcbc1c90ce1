import { dialectNamed, dialectOf } from '../../dialects/registry.ts';
import { asMapping } from '../../dialects/routes-file.ts';
import type { Report } from '../../model/file-fault.ts';
import type { FrameworkName } from '../../model/route-tree.ts';
import { validateFile } from '../validation/validate-file.ts';
import { fileEntries } from './file-entries.ts';
import { kindIn, ROUTES_FILE } from './routes-file-spec.ts';

/**
 * Reports every fault of a value as a routes file. `size` is the length of its text, which bounds the work: what aliases
 * multiply beyond it is a fault. A file is validated by what it says of itself, so that any framework can be tried on it;
 * but one that says nothing may hold any path where `framework`, which will answer, refuses none.
 */
export function validateRoutesFile(
  value: unknown,
  size: number,
  framework: FrameworkName | null,
  report: Report,
): void {
  let isEndless = false;
  const watching: Report = (path, code, message, more) => {
    isEndless ||= code === 'alias-bomb' || code === 'too-deep';
    report(path, code, message, more);
  };
  validateFile(value, ROUTES_FILE, watching, 100_000 + size);
  const root = asMapping(value);
  if (root === null || isEndless) return;
  const isSilent = root.kind === undefined && root.framework === undefined;
  const kind = isSilent && framework !== null && !dialectNamed(framework).paths.refuses ? framework : kindIn(root);
  dialectOf(kind).routesFile.check(fileEntries(root, kind), report);
}
