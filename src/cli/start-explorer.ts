import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { version } from '../../package.json';
import { compile } from '../dialects/index.ts';
import type { ResponseCache } from '../io/fetch-document.ts';
import { openHistory } from '../io/history.ts';
import { shownSource } from '../io/shown-address.ts';
import type { Origin } from '../io/source-bytes.ts';
import { openSourceMemory, openTourMemory, type SourceMemory } from '../io/source-memory.ts';
import { NO_TRACE, openTrace } from '../io/trace.ts';
import { watchOrigins } from '../io/watch.ts';
import { writeFileSafely } from '../io/write-file.ts';
import { attempt } from '../model/attempt.ts';
import { clientCommand, formatRequest, isRequestFault, parseRequest } from '../model/parse-request.ts';
import type { WriteFile } from '../tui/index.tsx';
import type { StartExplorer } from './command.ts';
import { treeOptions } from './load-app.ts';
import { type ExitCode, takesColour, usageFault } from './output.ts';
import { createSourceReader } from './read-in-thread.ts';
import { readScenario, type TreeOptions } from './read-tree.ts';

/** See `StartExplorer`. */
export const startExplorer: StartExplorer = async (keyboard, source, options) => {
  const how = treeOptions(options);
  if ('fault' in how) return usageFault(how.fault);
  const every = options.poll === undefined ? null : options.poll * 1000;
  const trace = options.trace === undefined ? NO_TRACE : openTrace(options.trace, circumstances());
  if ('message' in trace) return usageFault(trace.message);
  const { runExplorer } = await import('../tui/index.tsx');
  const history = openHistory();
  const tour = openTourMemory();
  const read = createSourceReader();
  let sources: readonly Origin[] = [];
  // The response that shows a change is read, so that nothing is fetched twice.
  let responses: ResponseCache = new Map();
  // The changes of a scenario file are made once; from then on the explorer has them.
  let scenario = how.scenario;
  const code = (await runExplorer({
    stdin: keyboard,
    source: source === null ? '' : shownSource(source),
    trace,
    colors: takesColour() ? 'ansi' : 'none',
    history: { read: history.read, keep: (request) => keepWithoutSecrets(request, history.keep) },
    onTour: tour.shown() ? null : tour.keep,
    writeFile: (path, text, overwrite) => saveFile(path, text, overwrite, sources),
    load: async (report) => {
      const cache = responses;
      const began = performance.now();
      const { name, tree, problems, origins } = await read(source, {
        ...how,
        scenario: undefined,
        cache,
        onProgress: report,
      });
      trace.ended('read', performance.now() - began);
      // What was received meanwhile is newer than what was received before, but may be older than what was asked for here.
      responses = new Map(
        [...responses].filter(([question, answer]) => cache.has(question) && cache.get(question) !== answer),
      );
      sources = origins;
      const changing = origins.some(({ kind }) => kind === 'file' || (kind === 'url' && every !== 0));
      const watchSource = (onChange: () => void) => {
        const receive = (more: ResponseCache = new Map()) => {
          responses = new Map([...responses, ...more]);
          onChange();
        };
        return watchOrigins(origins, receive, { headers: how.headers, every });
      };
      const changes = tree && scenario !== undefined ? await readScenario(scenario, tree) : null;
      if (changes?.scenario) scenario = undefined;
      return {
        app: tree && (changes === null || changes.scenario) ? trace.around('compile', compile)(tree) : null,
        problems: [...problems, ...(changes?.problems ?? [])],
        source: name,
        scenario: changes?.scenario ?? null,
        memory: memoryOf(origins, how),
        watch: changing ? watchSource : null,
      };
    },
  })) as ExitCode;
  if (keyboard !== process.stdin) keyboard.destroy();
  return code;
};

/** What is remembered of a source, with whatever is mounted on it and done to it. Standard input goes by its folder. */
function memoryOf(origins: readonly Origin[], { mounted, scenario }: TreeOptions): SourceMemory {
  const [first] = origins;
  const piped = `<stdin> ${process.cwd()}`;
  const own = first?.kind === 'file' ? first.path : first?.kind === 'url' ? shownSource(first.url) : piped;
  const others = mounted.map((one) => `${shownSource(one.source)}@${one.prefix}`);
  const key = [own, ...others, ...(scenario === undefined ? [] : [resolve(scenario)])].join('\n');
  const beside = first?.kind === 'file' ? first.path.replace(/(?:\.(?:ya?ml|json))?$/i, '.requests.yaml') : null;
  return openSourceMemory(key, beside);
}

/** Kept as it was typed where it is a method and a target; whatever else may hold credentials, and asks the same without them. */
function keepWithoutSecrets(request: string, keep: (request: string) => void): void {
  if (
    /^\s*(?:[A-Za-z]+\s+)?\S+\s*$/.test(request) &&
    clientCommand(request) === null &&
    !/:\/\/[^/\s]*@/.test(request)
  ) {
    keep(request);
    return;
  }
  const read = parseRequest(request);
  if (!isRequestFault(read)) keep(formatRequest(read));
}

/** What a trace is read with: nothing of the source, and nothing of the user. */
function circumstances() {
  const { columns = 80, rows = 24 } = process.stdout;
  const { node } = process.versions;
  const { platform, arch, env } = process;
  return { nearmiss: version, node, platform, arch, columns, rows, term: env.TERM ?? '' };
}

/** Writes what a user saves. The files of the source itself are never written, whatever they are called. */
function saveFile(path: string, text: string, overwrite: boolean, sources: readonly Origin[]): ReturnType<WriteFile> {
  const file = resolve(path);
  const realOf = (one: string) => attempt(() => realpathSync(one));
  if (existsSync(file)) {
    if (sources.some((one) => one.kind === 'file' && realOf(one.path) === realOf(file)))
      return { fault: `${path} is the source, which is never overwritten`, exists: false };
    if (!overwrite) return { fault: null, exists: true };
  }
  return { fault: writeFileSafely(file, text), exists: false };
}
