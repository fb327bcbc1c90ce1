import { existsSync } from 'node:fs';
import type { CompiledApp } from '../../dialects/dialect.ts';
import { readRequestsFile } from '../../formats/requests-file/read-requests-file.ts';
import { writeRequestsFile } from '../../formats/requests-file/write-requests-file.ts';
import { writeFileSafely } from '../../io/write-file.ts';
import { sanitize } from '../../model/sanitize.ts';
import { checkRequests, type RequestEntry, startingEntries, updatedExpectation } from '../../whatif/expectation.ts';
import { checkJson, checkJunit, checkText } from '../check-report.ts';
import type { CliCommand } from '../command.ts';
import { examples, type SourceOptions } from '../command.ts';
import { loadApp, report } from '../load-app.ts';
import { complain, EXIT, type ExitCode, painter, print, takesColour, usageFault } from '../output.ts';
import { readText, type SourceText } from '../read-text.ts';

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
      .description('compare the answers to the requests of a YAML file with what it expects; for CI')
      .option('--json', 'the report as JSON')
      .option('--junit <file>', 'also write the report as JUnit XML')
      .option('--update', 'expect the present answers: writes them into the file')
      .option('--init', 'generate the file from the present routes')
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
    return usageFault('no file of requests given', 'nearmiss check [SOURCE] REQUESTS; --init generates one');
  if (more.length > 0)
    return usageFault('check takes a source and a file of requests', 'nearmiss check [SOURCE] REQUESTS');
  if (options.init && options.update) return usageFault('--init and --update can’t be combined');
  if (options.init) return init(source, file, options);
  if (file === '-' && source === '-') return usageFault('source and requests cannot both come from standard input');

  const requests = await readRequests(file);
  if (requests === null) return EXIT.usage;
  const app = await loadApp(source, options);
  if (app === null) return EXIT.usage;
  if (options.update) return update(app, requests, file);

  const results = checkRequests(app, requests.entries);
  if (options.junit !== undefined) {
    const fault = writeFileSafely(options.junit, checkJunit(results, file));
    if (fault !== null) return usageFault(fault);
  }
  print(options.json ? checkJson(results, file) : checkText(results, file, painter(takesColour())));
  return results.every(({ differences }) => differences.length === 0) ? EXIT.ok : EXIT.no;
}

async function readRequests(file: string) {
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
async function update(
  app: CompiledApp,
  { source, entries }: { readonly source: SourceText; readonly entries: readonly RequestEntry[] },
  file: string,
): Promise<ExitCode> {
  if (source.origin.kind !== 'file' || /\.gz$/i.test(file)) return usageFault('--update needs an uncompressed file');
  if (source.problems.length > 0) return usageFault('--update would lose the bytes that are not UTF-8');
  const wrong = checkRequests(app, entries).filter(({ differences }) => differences.length > 0);
  const now = entries.map((one) => ({ ...one, expect: updatedExpectation(one.expect, app.resolve(one.request)) }));
  const { updateRequestsFile } = await import('../../formats/requests-file/update-requests-file.ts');
  const updated = await updateRequestsFile(source.text, now);
  if (updated === null) {
    return usageFault(
      `${sanitize(file)} can’t be updated: its expectations are shared`,
      'replace its aliases and merged keys by what they stand for',
    );
  }
  if (updated !== source.text) {
    const { encodeLike } = await import('../../formats/text/decode-text.ts');
    const fault = writeFileSafely(file, encodeLike(source.bytes, updated));
    if (fault !== null) return usageFault(fault);
  }
  complain(`${sanitize(file)}: ${wrong.length} of ${entries.length} answers changed`);
  return EXIT.ok;
}

async function init(source: string | null, file: string, options: CheckOptions): Promise<ExitCode> {
  if (file !== '-' && existsSync(file)) {
    return usageFault(`${sanitize(file)} exists`, 'use --update to change what it expects, or delete it first');
  }
  const app = await loadApp(source, options);
  if (app === null) return EXIT.usage;
  const entries = startingEntries(app);
  const text = writeRequestsFile(entries);
  if (file === '-') {
    print(text.trimEnd());
    return EXIT.ok;
  }
  const fault = writeFileSafely(file, text);
  if (fault !== null) return usageFault(fault);
  complain(`${sanitize(file)}: ${entries.length} requests with their present answers`);
  return EXIT.ok;
}
