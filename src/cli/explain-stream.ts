import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { answerOnly, diagnose } from '../diagnosis/diagnose.ts';
import type { Diagnosis } from '../diagnosis/near-miss.ts';
import type { CompiledApp } from '../dialects/dialect.ts';
import { isRecord } from '../formats/text/plain-values.ts';
import { systemReason } from '../io/fault.ts';
import { lineGroups } from '../io/read-lines.ts';
import { attempt } from '../model/attempt.ts';
import { makeRequest, type Request } from '../model/request.ts';
import { sanitize } from '../model/sanitize.ts';
import { answerLine, badRequestLine } from './answer-json.ts';
import { complain, EXIT, type ExitCode, standardOutput, usageFault } from './output.ts';

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
    const full = !standardOutput().write(batch);
    batch = '';
    if (full) await once(standardOutput(), 'drain');
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

/** The request of a line of `--requests`, or what is wrong with the line. */
function requestOfLine(line: string): Request | string {
  const read = attempt<{ readonly value: unknown }>(() => ({ value: JSON.parse(line) }));
  if (read === null) return 'not JSON';
  if (!isRecord(read.value)) return 'a request is an object: {"method":"GET","path":"/users"}';
  const { method, path, host, headers } = read.value;
  if (typeof method !== 'string' || method === '') return '`method` is missing, or is not a string';
  if (typeof path !== 'string') return '`path` is missing, or is not a string';
  if (host !== undefined && typeof host !== 'string') return '`host` is not a string';
  const ofHost = host === undefined ? {} : { host };
  if (headers === undefined) return makeRequest(method, path, ofHost);
  if (!isRecord(headers)) return '`headers` is not an object of strings';
  const lower: Record<string, string> = {};
  for (const [name, text] of Object.entries(headers)) {
    if (typeof text !== 'string') return '`headers` is not an object of strings';
    if (name !== '__proto__') lower[name.toLowerCase()] = text;
  }
  return makeRequest(method, path, { ...ofHost, headers: lower });
}

/** As many redirects as clients follow at least; a slash redirect never needs more than two. */
const REDIRECTS = 10;

/** Whether a route handles the request in the end: redirects are followed as a client does, with the same method (307). */
export function isHandled(
  app: CompiledApp,
  { request, resolution }: Pick<Diagnosis, 'request' | 'resolution'>,
): boolean {
  let answer = resolution;
  for (let hops = 0; answer.outcome === 'redirect' && answer.location !== null && hops < REDIRECTS; hops++) {
    const { method, host, headers } = request;
    answer = app.resolve(makeRequest(method, answer.location, { host, headers }));
  }
  return answer.outcome === 'matched';
}
