import { RULES } from '../../diagnosis/lint/rules.ts';
import { lint as findIn, selectRules } from '../../diagnosis/lint/run-rules.ts';
import { nearest } from '../../model/nearest.ts';
import { sanitize } from '../../model/sanitize.ts';
import { formatLocation } from '../../model/source.ts';
import type { CliCommand } from '../command.ts';
import { collect, examples, type SourceOptions } from '../command.ts';
import { lintText } from '../lint-text.ts';
import { loadApp } from '../load-app.ts';
import { EXIT, type ExitCode, painter, print, takesColour, terminalWidth, usageFault } from '../output.ts';
import { safeJsonArray } from '../safe-json.ts';

interface LintOptions extends SourceOptions {
  readonly json?: boolean;
  readonly only?: readonly string[];
  readonly disable?: readonly string[];
}

/** `nearmiss lint [SOURCE]`: unreachable or surprising routes. */
export const lint: CliCommand = {
  name: 'lint',
  words: 'source',
  configure: (command) =>
    command
      .usage('[options] [SOURCE]')
      .description('find unreachable or surprising routes')
      .option('--json', 'as a JSON array')
      .option('--only <rules>', 'only these rules, separated by commas; repeatable', collect)
      .option('--disable <rules>', 'skip these rules; repeatable', collect)
      .addHelpText('after', examples('nearmiss lint', 'nearmiss lint openapi.json --json')),
  run: ([source = null], options: LintOptions) => lintSource(source, options),
};

async function lintSource(source: string | null, options: LintOptions): Promise<ExitCode> {
  const selected = selectRules(options.only ? names(options.only) : null, names(options.disable ?? []));
  if ('unknown' in selected)
    return usageFault(`unknown rule: ${sanitize(selected.unknown.join(', '))}`, ruleHint(selected.unknown));
  const app = await loadApp(source, options);
  if (app === null) return EXIT.usage;
  const findings = findIn(app, selected.rules);
  if (options.json) {
    const rows = findings.map(({ rule, severity, method, route, source: at, message, fix, example, edit }) => ({
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
    }));
    print(safeJsonArray(rows));
  } else {
    // In a terminal lines are broken at blanks; whatever reads a pipe gets one line for each sentence.
    print(lintText(findings, painter(takesColour()), terminalWidth() ?? Infinity));
  }
  return findings.length === 0 ? EXIT.ok : EXIT.no;
}

function ruleHint(unknown: readonly string[]): string {
  const rules = RULES.map(({ id }) => id);
  const meant = unknown.flatMap((name) => nearest(name, rules) ?? []);
  return meant.length > 0 ? `did you mean ${meant.join(', ')}?` : `rules: ${rules.join(', ')}`;
}

/** `--only a,b --only c`. */
const names = (given: readonly string[]) => given.flatMap((list) => list.split(',')).map((name) => name.trim());
