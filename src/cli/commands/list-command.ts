import type { CliCommand } from '../command.ts';
import { examples, type SourceOptions } from '../command.ts';
import { loadApp } from '../load-app.ts';
import { EXIT, print } from '../output.ts';
import { jsonList, longList, plainList } from '../route-list.ts';

interface ListOptions extends SourceOptions {
  readonly json?: boolean;
  readonly long?: boolean;
}

/** `nearmiss list [SOURCE]`: the registered routes. */
export const list: CliCommand = {
  name: 'list',
  words: 'source',
  configure: (command) =>
    command
      .usage('[options] [SOURCE]')
      .description('list the registered routes, in registration order')
      .option('--json', 'as a JSON array')
      .option('--long', 'with name, parameters, tags and where each is declared')
      .addHelpText(
        'after',
        examples('nearmiss list', 'nearmiss list openapi.json | grep users', "nearmiss list --json | jq -r '.[].path'"),
      ),
  run: async ([source = null], options: ListOptions) => {
    // Only these two show where a route is declared.
    const app = await loadApp(source, options, Boolean(options.json || options.long));
    if (app === null) return EXIT.usage;
    const { rows } = app;
    if (options.json) print(jsonList(rows));
    else if (options.long) print(longList(rows));
    else print(plainList(rows));
    return EXIT.ok;
  },
};
