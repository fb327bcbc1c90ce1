import { lint as findIn, selectRules } from '../../diagnosis/lint/lint.ts';
import { formatLocation } from '../../model/source.ts';
import { lintText } from '../lint-text.ts';
import { loadApp } from '../load-app.ts';
import { EXIT, type ExitCode, painter, print, takesColour } from '../output.ts';
import type { LintOptions } from '../program.ts';
import { safeJson } from '../safe-json.ts';
import { usageFault } from '../usage-fault.ts';

/** `nearmiss lint [SOURCE]`: routes that can't be reached or will surprise. */
export async function lint(source: string | null, options: LintOptions): Promise<ExitCode> {
  const selected = selectRules(options.only ? names(options.only) : null, names(options.disable ?? []));
  if ('unknown' in selected)
    return usageFault(`no such rule: ${selected.unknown.join(', ')}`, 'docs/rules has a page for each');
  const loaded = await loadApp(source, options);
  if (loaded === null) return EXIT.usage;
  const findings = findIn(loaded.app, selected.rules);
  if (options.json) {
    const lines = findings.map(({ rule, severity, method, route, source: at, message, fix, example, edit }) =>
      safeJson({
        rule,
        severity,
        method,
        route,
        source: at && formatLocation(at),
        message,
        fix,
        example: example && {
          method: example.request.method,
          path: example.request.path,
          status: example.status,
          route: example.route,
        },
        edit: edit?.words ?? null,
      }),
    );
    print(lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n]`);
  } else print(lintText(findings, painter(takesColour(process.stdout))));
  return findings.length === 0 ? EXIT.ok : EXIT.no;
}

/** `--only a,b --only c`. */
const names = (given: readonly string[]) => given.flatMap((list) => list.split(',')).map((name) => name.trim());
