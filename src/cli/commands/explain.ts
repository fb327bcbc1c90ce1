import { diagnose } from '../../diagnosis/diagnose.ts';
import { isRequestFault, parseRequest } from '../../model/parse-request.ts';
import { sanitize } from '../../model/sanitize.ts';
import { answerLine } from '../answer-json.ts';
import { explainStream } from '../explain-stream.ts';
import { explainText } from '../explain-text.ts';
import { explainWords, sourceFirst } from '../explain-words.ts';
import { isFile } from '../is-file.ts';
import { isHandled } from '../is-handled.ts';
import { loadApp } from '../load-app.ts';
import { EXIT, type ExitCode, painter, print, takesColour } from '../output.ts';
import type { ExplainOptions } from '../program.ts';
import { asTyped, usageFault } from '../usage-fault.ts';

const USAGE = 'nearmiss explain [SOURCE] METHOD TARGET, for example: nearmiss explain GET /api/user';

/** `nearmiss explain [SOURCE] METHOD TARGET`: what answers, and if nothing good does, why and what was meant. */
export async function explain(words: readonly string[], options: ExplainOptions): Promise<ExitCode> {
  if (options.requests !== undefined) return explainMany(words, options.requests, options);
  const turned = sourceFirst(words, isFile);
  if (turned) return usageFault('the source comes first', `nearmiss explain ${asTyped(turned)}`);
  const { source, request: text } = explainWords(words, isFile);
  if (text === null)
    return usageFault(
      source === null ? 'explain which request?' : `explain which request to ${sanitize(source)}?`,
      USAGE,
    );
  const request = parseRequest(text);
  if (isRequestFault(request)) return usageFault(request.message, request.hint);
  const loaded = await loadApp(source, options);
  if (loaded === null) return EXIT.usage;

  const diagnosis = diagnose(loaded.app, request, { misses: options.misses });
  if (options.json) print(answerLine(diagnosis));
  else {
    const screen = process.stdout;
    print(explainText(diagnosis, painter(takesColour(screen)), screen.columns || 80));
  }
  return isHandled(loaded.app, diagnosis) ? EXIT.ok : EXIT.no;
}

async function explainMany(words: readonly string[], file: string, options: ExplainOptions): Promise<ExitCode> {
  const [source = null, ...rest] = words;
  if (rest.length > 0)
    return usageFault('with --requests the requests come from the file: name at most a source', USAGE);
  if (file === '-' && source === '-') return usageFault('source and requests cannot both come from standard input');
  const loaded = await loadApp(source, options);
  if (loaded === null) return EXIT.usage;
  return explainStream(loaded.app, file, options.misses);
}
