import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { answer as answerOnly } from '../diagnosis/answer.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { CompiledApp } from '../dialects/dialect.ts';
import { systemReason } from '../io/fault.ts';
import { makeRequest, type Request } from '../model/request.ts';
import { sanitize } from '../model/sanitize.ts';
import { answerLine, badRequestLine } from './answer-json.ts';
import { isHandled } from './is-handled.ts';
import { complain, EXIT, type ExitCode } from './output.ts';
import { stream } from './standard-output.ts';
import { usageFault } from './usage-fault.ts';

/** Characters of answers that are gathered before they are written: one write per line would take most of the time. */
const BATCH = 64 * 1024;
/** No request is as long as this; a file without line breaks is not read into memory. */
const LINE_LIMIT = 1024 * 1024;

/**
 * Answers requests, one JSON object per line, with one line each, in order. What was read is answered and written before
 * more is read, so memory stays constant however long the stream is. A line that is no request is answered as one
 * (`bad-request`, with `error`) and named on stderr, so that answers and lines always go together.
 */
export async function explainStream(app: CompiledApp, file: string, misses: boolean): Promise<ExitCode> {
  const input = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 256 * 1024 });
  // Not in one go: who writes requests and reads answers by turns may be interrupted while we wait.
  const output = stream(1);
  let code: ExitCode = EXIT.ok;
  let number = 0;
  let batch = '';

  const answer = (line: string) => {
    number++;
    if (line.trim() === '') return;
    const request = requestOf(line);
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
    const full = !output.write(batch);
    batch = '';
    if (full) await once(output, 'drain');
  };

  try {
    for await (const group of lineGroups(input)) {
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

/** Lines of a stream, without their ends, as many at a time as one chunk ends; the rest of one that is too long is dropped. */
async function* lineGroups(input: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of input) {
    const group = (rest + decoder.write(chunk)).split('\n');
    rest = (group.pop() ?? '').slice(0, LINE_LIMIT);
    yield group;
  }
  rest += decoder.end();
  if (rest !== '') yield [rest];
}

/** The request of a line, or what is wrong with the line. */
function requestOf(line: string): Request | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'this is not JSON';
  }
  if (!isRecord(value)) return 'a request is an object: {"method":"GET","path":"/users"}';
  const { method, path, host, headers } = value;
  if (typeof method !== 'string' || method === '') return '`method` is missing, or is not a string';
  if (typeof path !== 'string') return '`path` is missing, or is not a string';
  if (host !== undefined && typeof host !== 'string') return '`host` is not a string';
  if (headers === undefined)
    return host === undefined ? makeRequest(method, path) : makeRequest(method, path, { host });
  if (!isRecord(headers)) return '`headers` is not an object of strings';
  const lower: Record<string, string> = {};
  for (const [name, text] of Object.entries(headers)) {
    if (typeof text !== 'string') return '`headers` is not an object of strings';
    if (name !== '__proto__') lower[name.toLowerCase()] = text;
  }
  return makeRequest(method, path, { ...(host === undefined ? {} : { host }), headers: lower });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
