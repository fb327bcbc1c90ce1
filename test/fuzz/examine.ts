import assert from 'node:assert/strict';
import { answerLine } from '../../src/cli/answer-json.ts';
import { isHandled } from '../../src/cli/explain-stream.ts';
import { explainText } from '../../src/cli/explain-text.ts';
import { lintText } from '../../src/cli/lint-text.ts';
import { jsonList, longList, plainList } from '../../src/cli/route-list.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { lint } from '../../src/diagnosis/lint/run-rules.ts';
import type { CompiledApp } from '../../src/dialects/dialect.ts';
import { compile } from '../../src/dialects/index.ts';
import { formatProblem } from '../../src/model/format-problem.ts';
import { formatRequest, isRequestFault, parseRequest } from '../../src/model/parse-request.ts';
import { errorsOf, type Problem } from '../../src/model/problem.ts';
import type { Request } from '../../src/model/request.ts';
import type { RouteTree } from '../../src/model/route-tree.ts';
import { lineText, lineWidth } from '../../src/session/screen.ts';
import { initialState, type State } from '../../src/session/state.ts';
import { update } from '../../src/session/update.ts';
import { viewModel } from '../../src/session/view/view-model.ts';
import { probesOf } from '../../src/whatif/probes.ts';
import { unsafeIn } from '../hostile/unsafe.ts';

const plain = (_: unknown, text: string) => text;

/** A text that is about to be printed. */
export function assertSafe(text: string, lines: 'one line' | 'lines' = 'lines'): void {
  const found = unsafeIn(text, lines);
  assert.equal(found, null, `${found} in ${JSON.stringify(text.slice(0, 400))}`);
}

/** What every reader owes: a value or errors that say why there is none, all of them printable. */
export function examineReading(value: object | null, problems: readonly Problem[]): void {
  assert.equal(value === null, errorsOf(problems).length > 0, 'no value without an error, no error with a value');
  for (const problem of problems.slice(0, 20)) {
    const text = formatProblem(problem);
    assertSafe(text);
    assert.doesNotMatch(text, /\bundefined\b(?!\W*template)|\[object /, text);
    assert.ok(text.length < 20_000, 'a problem of reasonable length');
  }
}

/** Everything that a tree can be asked for: list, lint, answers to its own requests and to others, the explorer. */
export function examineTree(tree: RouteTree, texts: readonly string[]): void {
  const app = compile(tree);
  assert.equal(compile(tree), app);
  for (const output of [plainList(app.rows), longList(app.rows)]) assertSafe(output);
  assert.equal((JSON.parse(jsonList(app.rows)) as unknown[]).length, app.rows.length);
  assertSafe(jsonList(app.rows));
  if (app.rows.length <= 400) assertSafe(lintText(lint(app), plain, 60));
  const own = app.registrations.slice(0, 4).flatMap((one) => probesOf(one).slice(0, 3));
  for (const { request } of own) examineRequest(app, request);
  for (const text of texts) examineText(app, text);
  examineScreens(app, texts);
}

/** A text that may be a request. */
export function examineText(app: CompiledApp, text: string): void {
  const parsed = parseRequest(text);
  if (isRequestFault(parsed)) {
    assert.ok(parsed.message !== '' && parsed.hint !== '');
    return;
  }
  if (parsed.path.startsWith('/')) {
    const again = formatRequest(parsed);
    assert.deepEqual(parseRequest(again), parsed, `${again} is read as what it was`);
  }
  examineRequest(app, parsed);
}

function examineRequest(app: CompiledApp, request: Request): void {
  const resolution = app.resolve(request);
  app.trace(request);
  const diagnosis = diagnose(app, request);
  assert.deepEqual(diagnosis.resolution.status, resolution.status);
  assert.equal(diagnosis.resolution.route, resolution.route);
  isHandled(app, diagnosis);
  const line = answerLine(diagnosis);
  assertSafe(line, 'one line');
  JSON.parse(line);
  for (const width of [60, 200]) assertSafe(explainText(diagnosis, plain, width));
  assert.ok(diagnosis.misses.length <= 5);
  for (const miss of diagnosis.misses) {
    if (miss.edit) continue;
    assert.equal(app.resolve(miss.request).route, miss.route, `${miss.path} is answered by ${miss.route}`);
  }
}

const KEYS = [
  'tab',
  'down',
  'enter',
  'esc',
  'f2',
  'esc',
  'f1',
  'esc',
  'tab',
  'tab',
  'down',
  'end',
  'enter',
  'ctrl-r',
  'esc',
];

function examineScreens(app: CompiledApp, texts: readonly string[]): void {
  let state: State = initialState('\u001b]0;source\u0007', { columns: 72, rows: 20 });
  [state] = update(state, { kind: 'loaded', app, problems: [] });
  examineScreen(state);
  for (const text of texts.slice(0, 2)) {
    [state] = update(state, { kind: 'paste', text });
    examineScreen(state);
    for (const key of KEYS) [state] = update(state, { kind: 'key', key });
    examineScreen(state);
  }
}

/** A screen: exactly as large as the terminal, and nothing on it that a terminal would obey. */
export function examineScreen(state: State): void {
  const { lines } = viewModel(state);
  assert.equal(lines.length, state.size.rows);
  for (const line of lines) {
    const text = lineText(line);
    assertSafe(text, 'one line');
    assert.ok(lineWidth(line) <= state.size.columns, `fits: ${JSON.stringify(text)}`);
  }
}
