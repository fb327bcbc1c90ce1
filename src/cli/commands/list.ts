import { loadApp } from '../load-app.ts';
import { longList } from '../long-list.ts';
import { EXIT, type ExitCode, print } from '../output.ts';
import type { ListOptions } from '../program.ts';
import { jsonList, plainList } from '../route-list.ts';

/** `nearmiss list [SOURCE]`: the registered routes. */
export async function list(source: string | null, options: ListOptions): Promise<ExitCode> {
  const loaded = await loadApp(source, options);
  if (loaded === null) return EXIT.usage;
  const { rows } = loaded.app;
  if (options.json) print(jsonList(rows));
  else if (options.long) print(longList(rows));
  else print(plainList(rows));
  return EXIT.ok;
}
