import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { answer as answerOnly } from '../diagnosis/brief-diagnosis.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { CompiledApp } from '../dialects/dialect.ts';
import { systemReason } from '../io/fault.ts';
import { lineGroups } from '../io/read-lines.ts';
import { sanitize } from '../model/sanitize.ts';
import { answerLine, badRequestLine } from './answer-json.ts';
import { isHandled } from './is-handled.ts';
import { complain, EXIT, type ExitCode } from './output.ts';
import { requestOfLine } from './request-line.ts';
import { usageFault } from './usage-fault.ts';

/** Characters of answers that are gathered before they are written: one write per line would take most of the time. */
const BATCH = 64 * 1024;
/** Bytes of the longest line that is read as a request. */
const LINE_LIMIT = 1_000_000;
/** Written out, since formatting a number loads the tables of `Intl`: 30 ms of every start. */
const TOO_LONG = 'longer than 1,000,000 bytes, the limit for one request';

/**
 * Answers requests, one JSON object per line, with one line each, in order. What was read is answered and written before
 * more is read, so memory stays constant however long the stream is. A line that is no request is answered in its place
 * (`bad-request`, with `error`) and named on stderr, so that answers and lines always go together.
 */
export async function explainStream(app: CompiledApp, file: string, misses: boolean): Promise<ExitCode> {
  const input = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 256 * 1024 });
  let code: ExitCode = EXIT.ok;
  let number = 0;
  let batch = '';

  const answer = (line: string | null) => {
    number++;
    if (line?.trim() === '') return;
    const request = line === null ? TOO_LONG : requestOfLine(line);
    if (typeof request === 'string') {
      complain(`${file === '-' ? '<stdin>' : sanitize(file)}:${number}: ${request}`);
      batch += `${badRequestLine(`line ${number}: ${request}`)}\n`;
      code = EXIT.no;
      return;
    }
    const diagnosis = misses ? diagnose(app, request) : answerOnly(app, request);
    if (code === EXIT.ok && !isHandled(app, diagnosis)) code = EXIT.no;
    batch += `${answerLine(diagnosis)}\n`;
  };
  const flush = async () => {
    if (batch === '') return;
    const full = !process.stdout.write(batch);
    batch = '';
    if (full) await once(process.stdout, 'drain');
  };

  try {
    for await (const group of lineGroups(input, LINE_LIMIT)) {
      for (const line of group) {
        answer(line);
        if (batch.length >= BATCH) await flush();
      }
      // Who writes line by line and waits for the answers gets them.
      await flush();
    }
  } catch (error) {
    return usageFault(`cannot read ${sanitize(file)}: ${systemReason(error)}`);
  } finally {
    await flush();
  }
  return code;
}
