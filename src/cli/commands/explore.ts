import { existsSync } from 'node:fs';
import { compile } from '../../dialects/index.ts';
import { nearest } from '../../formats/text/nearest.ts';
import { openHistory } from '../../io/history.ts';
import { watchOrigins } from '../../io/watch.ts';
import { treeOptions } from '../load-app.ts';
import type { ExitCode } from '../output.ts';
import { takesColour } from '../output.ts';
import type { SourceOptions } from '../program.ts';
import { readTree } from '../read-tree.ts';
import { usageFault } from '../usage-fault.ts';
import { list } from './list.ts';

const COMMANDS = ['list', 'explain', 'lint', 'check', 'help'];

/** `nearmiss [SOURCE]`: the explorer; what `list` prints where there is no terminal to explore in. */
export async function explore(source: string | null, options: SourceOptions): Promise<ExitCode> {
  if (source !== null && /^[a-z]+$/.test(source) && !existsSync(source)) {
    const command = nearest(source, COMMANDS);
    return usageFault(
      `there is no file and no command ${source}`,
      command === null ? `commands: ${COMMANDS.join(', ')}` : `did you mean: nearmiss ${command}`,
    );
  }
  if (!process.stdout.isTTY || !process.stdin.isTTY || process.env.TERM === 'dumb') return list(source, options);
  const how = treeOptions(options);
  if ('fault' in how) return usageFault(how.fault);
  const { runExplorer } = await import('../../tui/index.tsx');
  const history = openHistory();
  return (await runExplorer({
    source: source ?? '',
    colors: takesColour(process.stdout) ? 'ansi' : 'none',
    history: { read: async () => history.read(), keep: history.keep },
    load: async (report) => {
      const { name, tree, problems, origins } = await readTree(source, {
        ...how,
        onProgress: (received, expected) =>
          report({ note: megabytes(received), fraction: expected === null ? null : received / expected }),
      });
      const changing = origins.some((origin) => origin.kind !== 'stdin');
      return {
        app: tree && compile(tree),
        problems,
        source: name,
        ...(changing && { watch: (onChange: () => void) => watchOrigins(origins, onChange, { headers: how.headers }) }),
      };
    },
  })) as ExitCode;
}

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
