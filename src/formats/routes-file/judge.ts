import { quote, type Report } from '../../model/file-fault.ts';
import type { FrameworkName } from '../../model/route-tree.ts';
import { validateFile } from '../validation/validate-file.ts';
import { checkIncludes, checkInherited, type Declared, declare } from './check-includes.ts';
import { checkPath, checkTemplate } from './check-paths.ts';
import { ROUTES_FILE } from './routes-file-spec.ts';
import { templateParams } from './template-params.ts';
import { asMapping, asText, visitFile } from './visit.ts';

/**
 * Every fault of a value as a routes file. `size` is the length of its text, which bounds the work: what aliases multiply
 * beyond it is a fault. `framework` is the one that will answer; a file is judged by what it says of itself, so that any can be
 * tried on it, but one that says nothing may hold OpenAPI's templates where that is what answers.
 */
export function judge(value: unknown, size: number, framework: FrameworkName | null, report: Report): void {
  let endless = false;
  const watching: Report = (path, code, message, more) => {
    endless ||= code === 'alias-bomb' || code === 'too-deep';
    report(path, code, message, more);
  };
  validateFile(value, ROUTES_FILE, watching, 100_000 + size);
  const root = asMapping(value);
  const silent = root?.kind === undefined && root?.framework === undefined;
  if (!endless) judgeMeaning(value, silent && framework === 'openapi' ? framework : null, report);
}

function judgeMeaning(value: unknown, framework: FrameworkName | null, report: Report): void {
  const declared: Declared = { routers: new Map(), includes: [] };
  const prefixNames = new Set<string>();
  visitFile(value, framework, {
    router(name, keys, path) {
      if (declared.routers.has(name)) {
        report(path, 'duplicate-router', `a router called ${quote(name)} is declared already`, {
          part: 'key',
          expected: 'a name of its own: routers are known in the whole file',
        });
        return;
      }
      const prefix = asText(keys.prefix);
      declared.routers.set(name, { prefix, path, entries: 0, empty: null });
      checkTemplate(prefix, [...path, 'prefix'], 0, [], report);
      for (const param of templateParams(prefix)) prefixNames.add(param.name);
    },
    entry() {},
  });
  visitFile(value, framework, {
    entry(entry) {
      checkPath(entry, report);
      declare(entry, declared);
      for (const param of templateParams(asText(entry.keys.prefix))) prefixNames.add(param.name);
    },
  });
  const graph = checkIncludes(declared, report);
  visitFile(value, framework, { entry: (entry) => checkInherited(entry, graph, prefixNames, report) });
  const root = asMapping(value);
  if (root) checkTemplate(asText(root.prefix), ['prefix'], 0, [], report);
}
