import { diagnose } from '../../diagnosis/diagnose.ts';
import { isFile } from '../../io/file-stats.ts';
import { isRequestFault, parseRequest } from '../../model/parse-request.ts';
import { sanitize } from '../../model/sanitize.ts';
import { answerLine } from '../answer-json.ts';
import type { CliCommand } from '../command.ts';
import { examples, type SourceOptions } from '../command.ts';
import { explainStream, isHandled } from '../explain-stream.ts';
import { explainText } from '../explain-text.ts';
import { explainWords, sourceFirst } from '../explain-words.ts';
import { loadApp } from '../load-app.ts';
import { asTyped, EXIT, type ExitCode, painter, print, takesColour, terminalWidth, usageFault } from '../output.ts';

interface ExplainOptions extends SourceOptions {
  readonly json?: boolean;
  readonly requests?: string;
  /** False with `--no-misses`. */
  readonly misses: boolean;
}

const USAGE = 'nearmiss explain [SOURCE] METHOD TARGET, for example: nearmiss explain GET /api/user';

/** `nearmiss explain [SOURCE] METHOD TARGET`: what answers, and if nothing good does, why and what was meant. */
export const explain: CliCommand = {
  name: 'explain',
  words: 'words',
  configure: (command) =>
    command
      .usage('[options] [SOURCE] METHOD TARGET')
      .description('show what answers a request, and if no route does, why and what was probably meant')
      .option('--json', 'as one line of JSON')
      .option(
        '--requests <file>',
        'read requests from a file (- for standard input), one JSON object per line, and answer each with one line of JSON',
      )
      .option('--no-misses', 'leave out what was probably meant (faster)')
      .addHelpText(
        'after',
        `${examples(
          'nearmiss explain GET /api/user',
          'nearmiss explain routes.yaml POST "/orders?dry=1"',
          'nearmiss explain openapi.json curl -X DELETE https://example.org/users/5',
          `nearmiss explain '1.2.3.4 - - [..] "GET /user HTTP/1.1" 404 -'`,
          'nearmiss explain routes.yaml --requests requests.ndjson | jq .outcome',
        )}\n\nExit code: 0 where a route handles the request, redirects followed, else 1.`,
      ),
  run: (words, options: ExplainOptions) =>
    options.requests === undefined ? explainOne(words, options) : explainMany(words, options.requests, options),
};

async function explainOne(words: readonly string[], options: ExplainOptions): Promise<ExitCode> {
  const turned = sourceFirst(words, isFile);
  if (turned) return usageFault('the source comes first', `nearmiss explain ${asTyped(turned)}`);
  const { source, request: text } = explainWords(words, isFile);
  if (text === null)
    return usageFault(source === null ? 'no request given' : `no request to ${sanitize(source)} given`, USAGE);
  const request = parseRequest(text);
  if (isRequestFault(request)) return usageFault(request.message, request.hint);
  const app = await loadApp(source, options);
  if (app === null) return EXIT.usage;

  const diagnosis = diagnose(app, request, { misses: options.misses });
  if (options.json) print(answerLine(diagnosis));
  else print(explainText(diagnosis, painter(takesColour()), terminalWidth() ?? 80));
  return isHandled(app, diagnosis) ? EXIT.ok : EXIT.no;
}

async function explainMany(words: readonly string[], file: string, options: ExplainOptions): Promise<ExitCode> {
  const [source = null, ...rest] = words;
  if (rest.length > 0)
    return usageFault('--requests reads its requests from a file: give only a source with it', USAGE);
  if (file === '-' && source === '-') return usageFault('source and requests cannot both come from standard input');
  const app = await loadApp(source, options);
  if (app === null) return EXIT.usage;
  return explainStream(app, file, options.misses);
}
