import { existsSync } from 'node:fs';
import { readRequestsFile } from '../../formats/requests-file/read-requests-file.ts';
import { writeRequestsFile } from '../../formats/requests-file/write-requests-file.ts';
import { writeFileSafely } from '../../io/write-file.ts';
import { sanitize } from '../../model/sanitize.ts';
import { checkRequests, type RequestEntry, startingEntries, updatedExpectation } from '../../whatif/expectation.ts';
import { checkJson, checkJunit, checkText } from '../check-report.ts';
import type { CliCommand } from '../command.ts';
import { type LoadedApp, loadApp, report } from '../load-app.ts';
import { complain, EXIT, type ExitCode, painter, print, takesColour } from '../output.ts';
import { readText, type SourceText } from '../read-text.ts';
import { examples, type SourceOptions } from '../source-options.ts';
import { usageFault } from '../usage-fault.ts';

interface CheckOptions extends SourceOptions {
  readonly json?: boolean;
  readonly junit?: string;
  readonly update?: boolean;
  readonly init?: boolean;
}

/** `nearmiss check [SOURCE] REQUESTS`: are the requests of a file answered as it expects? */
export const check: CliCommand = {
  name: 'check',
  words: 'words',
  configure: (command) =>
    command
      .usage('[options] [SOURCE] REQUESTS')
      .description('ask the requests of a YAML file and compare the answers with what it expects; for CI')
      .option('--json', 'the report as JSON')
      .option('--junit <file>', 'write the report as JUnit XML as well')
      .option('--update', 'write the answers of now into the file as what is expected')
      .option('--init', 'write a file to start from, made from the routes')
      .addHelpText(
        'after',
        examples(
          'nearmiss check requests.yaml',
          'nearmiss check openapi.json requests.yaml --junit report.xml',
          'nearmiss check --init routes.yaml requests.yaml',
        ),
      ),
  run: checkFile,
};

async function checkFile(words: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const [file = '', source = null, ...more] = words.toReversed();
  if (words.length === 0)
    return usageFault(
      'check which file of requests?',
      'nearmiss check [SOURCE] REQUESTS; --init writes one to start from',
    );
  if (more.length > 0)
    return usageFault('check takes a source and a file of requests', 'nearmiss check [SOURCE] REQUESTS');
  if (options.init && options.update)
    return usageFault('--init writes a new file, --update changes one: give one of them');
  if (options.init) return init(source, file, options);
  if (file === '-' && source === '-') return usageFault('source and requests cannot both come from standard input');

  const requests = await readRequests(file);
  if (requests === null) return EXIT.usage;
  const loaded = await loadApp(source, options);
  if (loaded === null) return EXIT.usage;
  if (options.update) return update(loaded, requests, file);

  const results = checkRequests(loaded.app, requests.entries);
  if (options.junit !== undefined) {
    const fault = writeFileSafely(options.junit, checkJunit(results, file));
    if (fault !== null) return usageFault(fault);
  }
  print(options.json ? checkJson(results, file) : checkText(results, file, painter(takesColour(process.stdout))));
  return results.every(({ differences }) => differences.length === 0) ? EXIT.ok : EXIT.no;
}

interface Requests {
  readonly source: SourceText;
  readonly entries: readonly RequestEntry[];
}

async function readRequests(file: string): Promise<Requests | null> {
  const read = await readText(file);
  if (!('text' in read)) {
    report([read]);
    return null;
  }
  const { entries, problems } = await readRequestsFile(read.text, read.name);
  report([...read.problems, ...problems]);
  return entries && { source: read, entries };
}

/** Writes the answers of now as what is expected; everything else in the file stays as it is. */
async function update({ app }: LoadedApp, { source, entries }: Requests, file: string): Promise<ExitCode> {
  if (source.origin.kind !== 'file' || /\.gz$/i.test(file))
    return usageFault('--update needs a plain file to write to');
  if (source.problems.length > 0) return usageFault('--update would lose the bytes that are not UTF-8');
  const wrong = checkRequests(app, entries).filter(({ differences }) => differences.length > 0);
  const now = entries.map((one) => ({ ...one, expect: updatedExpectation(one.expect, app.resolve(one.request)) }));
  const { updateRequestsFile } = await import('../../formats/requests-file/update-requests-file.ts');
  const updated = await updateRequestsFile(source.text, now);
  if (updated === null) {
    return usageFault(
      `${sanitize(file)} is written in a way that --update can't change without touching the rest of it`,
      'write its aliases and merged keys out',
    );
  }
  if (updated !== source.text) {
    const { encodeLike } = await import('../../formats/text/decode-text.ts');
    const fault = writeFileSafely(file, encodeLike(source.bytes, updated));
    if (fault !== null) return usageFault(fault);
  }
  complain(`${sanitize(file)}: ${wrong.length} of ${entries.length} answers had changed`);
  return EXIT.ok;
}

async function init(source: string | null, file: string, options: CheckOptions): Promise<ExitCode> {
  if (file !== '-' && existsSync(file)) {
    return usageFault(
      `${sanitize(file)} is there already`,
      '--update changes what it expects; remove it to start anew',
    );
  }
  const loaded = await loadApp(source, options);
  if (loaded === null) return EXIT.usage;
  const entries = startingEntries(loaded.app);
  const text = writeRequestsFile(entries);
  if (file === '-') {
    process.stdout.write(text);
    return EXIT.ok;
  }
  const fault = writeFileSafely(file, text);
  if (fault !== null) return usageFault(fault);
  complain(`${sanitize(file)}: ${entries.length} requests, answered as they are now`);
  return EXIT.ok;
}
