import { quote, type Report } from '../../model/file-fault.ts';
import { asText, type FileEntries } from '../routes-file.ts';
import { checkIncludes, checkInherited, type Declared, declare } from './check-includes.ts';
import { checkPath, checkTemplate } from './check-paths.ts';
import { templateParams } from './template-params.ts';

/** Reports what Starlette and FastAPI would refuse when they build the application that a routes file describes. */
export function checkRoutesFile(file: FileEntries, report: Report): void {
  const declared: Declared = { routers: new Map(), includes: [] };
  const prefixNames = new Set<string>();
  file.visit({
    router(name, keys, path) {
      if (declared.routers.has(name)) {
        report(path, 'duplicate-router', `router ${quote(name)} is declared twice`, {
          part: 'key',
          expected: 'a unique name: routers are known in the whole file',
        });
        return;
      }
      const prefix = asText(keys.prefix);
      declared.routers.set(name, { prefix, path, entries: 0, empty: null });
      checkTemplate(prefix, [...path, 'prefix'], 0, [], report);
      for (const param of templateParams(prefix)) prefixNames.add(param.name);
    },
  });
  file.visit({
    entry(entry) {
      checkPath(entry, report);
      declare(entry, declared);
      for (const param of templateParams(asText(entry.keys.prefix))) prefixNames.add(param.name);
    },
  });
  const graph = checkIncludes(declared, report);
  file.visit({ entry: (entry) => checkInherited(entry, graph, prefixNames, report) });
  checkTemplate(file.prefix, ['prefix'], 0, [], report);
}
