import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compile } from '../../src/dialects/index.ts';
import { combineTrees } from '../../src/formats/combine-trees.ts';
import { readSource } from '../../src/formats/read-source.ts';
import { readRequestsFile } from '../../src/formats/requests-file/read-requests-file.ts';
import { updateRequestsFile } from '../../src/formats/requests-file/update-requests-file.ts';
import { writeRequestsFile } from '../../src/formats/requests-file/write-requests-file.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { readRoutesFile } from '../../src/formats/routes-file/read-routes-file.ts';
import { writeRoutesFile } from '../../src/formats/routes-file/write-routes-file.ts';
import { openScenario } from '../../src/formats/scenario-file/read-scenario-file.ts';
import { decodeText } from '../../src/formats/text/decode-text.ts';
import { readHeaders } from '../../src/io/secret-headers.ts';
import { sanitize } from '../../src/model/sanitize.ts';
import { initialState, type State } from '../../src/session/state.ts';
import { update } from '../../src/session/update.ts';
import { decode } from '../../src/tui/decode.ts';
import { checkRequests } from '../../src/whatif/expectation.ts';
import { changeList, treeOf } from '../../src/whatif/scenario.ts';
import { nodesOf } from '../../src/whatif/tree-ops.ts';
import { routesFile } from '../formats/routes-file/arbitrary.ts';
import * as documents from './documents.ts';
import { assertSafe, examineReading, examineScreen, examineText, examineTree } from './examine.ts';
import { longText, requestText, text } from './texts.ts';

/** One kind of input and what is done with it; a throw is a finding. */
export interface Target {
  readonly name: string;
  readonly check: (options: CheckOptions) => Promise<CheckResult>;
}

export interface CheckOptions {
  readonly seed: number;
  readonly runs: number;
  /** Told each input before it is tried, and again when it is done. */
  readonly onInput: (input: unknown) => void;
  readonly onDone: () => void;
  readonly path?: string | undefined;
}

export interface CheckResult {
  readonly runs: number;
  /** Null where nothing was found. */
  readonly finding: {
    readonly input: unknown;
    readonly error: string;
    readonly path: string;
    readonly shrinks: number;
  } | null;
}

/** Milliseconds that one small input may take; asked again before it counts, since machines are shared. */
const TIME_LIMIT = 1500;
/** Milliseconds for making a finding smaller; deep values have no end of smaller ones. */
const SHRINK_LIMIT = 10_000;

function target<T>(name: string, inputs: fc.Arbitrary<T>, run: (input: T) => Promise<void> | void): Target {
  const timed = async (input: T): Promise<void> => {
    let least = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 3 && least > TIME_LIMIT; tries++) {
      const start = performance.now();
      await run(input);
      least = Math.min(least, performance.now() - start);
    }
    assert.ok(least <= TIME_LIMIT, `took ${Math.round(least)} ms`);
  };
  return {
    name,
    check: async ({ seed, runs, onInput, onDone, path }) => {
      let failed = Number.POSITIVE_INFINITY;
      const property = fc.asyncProperty(inputs, async (input) => {
        if (performance.now() > failed + SHRINK_LIMIT) return;
        onInput(input);
        try {
          await timed(input);
        } catch (error) {
          failed = Math.min(failed, performance.now());
          throw error;
        }
        onDone();
      });
      const details = await fc.check(property, {
        seed,
        numRuns: runs,
        verbose: 0,
        ...(path === undefined ? {} : { path }),
      });
      if (!details.failed) return { runs: details.numRuns, finding: null };
      const { errorInstance: error, counterexample, counterexamplePath, numShrinks } = details;
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const finding = { input: counterexample?.[0], error: words, path: counterexamplePath ?? '', shrinks: numShrinks };
      return { runs: details.numRuns, finding };
    },
  };
}

const requests = fc.array(requestText, { minLength: 1, maxLength: 2 });

async function wholeWay(source: string, asked: readonly string[], name = 'source'): Promise<void> {
  const reading = await readSource(source, { name, load: async () => source });
  examineReading(reading.tree, reading.problems);
  if (reading.tree) examineTree(reading.tree, asked);
}

const SAMPLE = buildTree({
  framework: 'fastapi',
  routers: {
    users: {
      prefix: '/users',
      routes: ['GET /', { path: '/{user_id}', methods: ['GET', 'DELETE'], params: { user_id: 'int' } }, 'GET /me'],
    },
    never: { prefix: '/billing', routes: ['GET /invoices'] },
  },
  routes: [
    'GET /api/health',
    { include: 'users', prefix: '/api' },
    { path: '/files/{rest:path}', methods: ['GET'] },
    { path: '/orders/{a}-{b}-{c}.{ext}', methods: ['PUT'], params: { a: 'date', b: 'decimal', c: 'enum:x,y' } },
    { mount: '/static', app: { kind: 'static', files: ['app.js'] } },
    { mount: '/v2', app: { framework: 'starlette', routes: ['GET /users/{id:uuid}', 'GET /x/{n:float}'] } },
    { host: '{tenant}.example.org', app: { kind: 'router', routes: ['GET /t'] } },
  ],
});
const key = fc.constantFrom(
  'tab',
  'shift-tab',
  'enter',
  'esc',
  'up',
  'down',
  'home',
  'end',
  'pagedown',
  'f1',
  'f2',
  'ctrl-r',
  'ctrl-w',
  'ctrl-u',
  'space',
  'backspace',
  'alt-b',
  'ctrl-t',
  '/',
  '?',
  'p',
  'u',
);
const terminalInput = fc
  .array(
    fc.oneof(
      text,
      fc.constantFrom(
        '\x1b',
        '[',
        'O',
        '<0;1;1M',
        '200~',
        '201~',
        '1;5A',
        '?62;c',
        '27u',
        '\x1bP',
        '\x1b\\',
        '\x1b]11;rgb:0/0/0\x07',
        '\x1b[12;40R',
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** What a path may be made of; parameters get a name each. */
const TEMPLATE_PARTS = ['{}', '{}', '{:int}', '{:float}', '{:path}', '-', '.', 'a', '/', '~', 'v1'];

/** Everything that is fuzzed. */
export const TARGETS: readonly Target[] = [
  target('bytes', documents.anyBytes, async (bytes) => {
    const decoded = decodeText(bytes, 'source');
    assert.equal(decoded.text === null, decoded.problem?.severity === 'error');
    if (decoded.problem) examineReading(decoded.text === null ? null : {}, [decoded.problem]);
    if (decoded.text !== null) await wholeWay(decoded.text, ['GET /users']);
  }),
  target('text', fc.tuple(documents.anyText, requests), ([source, asked]) => wholeWay(source, asked)),
  target('routes file', fc.tuple(documents.routesFileText, requests), ([source, asked]) => wholeWay(source, asked)),
  target('OpenAPI document', fc.tuple(documents.openApiText, requests), ([source, asked]) => wholeWay(source, asked)),
  target('request', fc.array(requestText, { minLength: 1, maxLength: 4 }), (asked) => {
    for (const one of asked) examineText(compile(SAMPLE), one);
  }),
  target('request to any application', fc.tuple(routesFile, requests), ([file, asked]) => {
    examineTree(buildTree(file), asked);
  }),
  target('routes file there and back', routesFile, async (file) => {
    const first = buildTree(file);
    const written = writeRoutesFile(first);
    const { tree, problems } = await readRoutesFile(written, { file: 'written.yaml' });
    assert.ok(tree, `${written}\n${problems.map(({ message }) => message).join('\n')}`);
    assert.equal(writeRoutesFile(tree), written);
  }),
  target('scenario file', documents.scenarioFileText, async (source) => {
    const { scenario, problems } = await openScenario(source, 'scenario.yaml', SAMPLE);
    examineReading(scenario, problems);
    if (!scenario) return;
    changeList(scenario);
    examineTree(treeOf(scenario), ['GET /api/users/me']);
  }),
  target('requests file', documents.requestsFileText, async (source) => {
    const { entries, problems } = await readRequestsFile(source, 'requests.yaml');
    examineReading(entries, problems);
    if (!entries) return;
    for (const { differences } of checkRequests(compile(SAMPLE), entries))
      for (const one of differences) assertSafe(sanitize(one));
    await readRequestsFile(writeRequestsFile(entries), 'again.yaml');
    const updated = await updateRequestsFile(source, entries);
    assert.ok(updated === null || updated === source, `${updated}`);
  }),
  target(
    'backtracking',
    fc.tuple(
      fc.constantFrom('fastapi' as const, 'starlette' as const, 'openapi' as const),
      fc.array(fc.array(fc.constantFrom(...TEMPLATE_PARTS), { minLength: 1, maxLength: 14 }), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.array(fc.tuple(fc.constantFrom('-', 'a', '1', '.', 'a-', '1.', '/', 'a/', '%61', '~'), fc.nat(500)), {
        minLength: 1,
        maxLength: 3,
      }),
    ),
    ([framework, templates, runs]) => {
      const routes = templates.map((parts) => {
        const filled = parts.map((part, i) => part.replace(/\{/, `{p${i}`)).join('');
        return `GET /${framework === 'openapi' ? filled.replace(/:\w+\}/g, '}') : filled}`;
      });
      const app = compile(buildTree({ framework, routes }));
      examineText(app, `GET /${runs.map(([unit, count]) => unit.repeat(count)).join('')}`);
    },
  ),
  target('several sources', fc.tuple(routesFile, routesFile, requests), ([first, second, asked]) => {
    const tree = combineTrees(buildTree(first), [
      { name: 'a', prefix: '/a', tree: buildTree(second) },
      { name: 'a', prefix: '/b', tree: buildTree(first) },
    ]);
    const ids = [
      tree.app.id,
      ...[...nodesOf(tree)].flatMap((node) => ('app' in node ? [node.id, node.app.id] : [node.id])),
    ];
    ids.push(...tree.routers.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length, 'every id once');
    const names = tree.routers.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length, 'every router once');
    examineTree(tree, asked);
  }),
  target('terminal input', fc.array(terminalInput, { maxLength: 5 }), (inputs) => {
    let state: State = update(initialState('x', { columns: 80, rows: 24 }), {
      kind: 'loaded',
      app: compile(SAMPLE),
      problems: [],
    })[0];
    for (const input of inputs) {
      for (const action of decode(input)) {
        if (action.kind === 'text') assert.doesNotMatch(action.text, /\p{Cc}/u);
        [state] = update(state, action);
      }
      examineScreen(state);
    }
  }),
  target('explorer', fc.array(fc.oneof(key, requestText, longText), { maxLength: 20 }), (steps) => {
    let state: State = update(initialState('x', { columns: 60, rows: 16 }), {
      kind: 'loaded',
      app: compile(SAMPLE),
      problems: [],
    })[0];
    for (const step of steps) {
      [state] = update(state, /^[\w-]+$/.test(step) ? { kind: 'key', key: step } : { kind: 'text', text: step });
      examineScreen(state);
    }
  }),
  target(
    'header',
    fc.array(
      fc.oneof(
        text,
        text.map((value) => `X-A: ${value}`),
      ),
      { maxLength: 3 },
    ),
    (options) => {
      // Files are another matter: nothing here may open one.
      const read = readHeaders(
        options.map((option) => option.replaceAll('@', '')),
        { A: 'secret\n' },
      );
      if ('fault' in read) assert.doesNotMatch(read.fault, /secret/);
      else for (const value of Object.values(read.headers)) assert.doesNotMatch(value, /[\r\n\0]/);
    },
  ),
  target('printing', fc.oneof(longText, fc.string({ unit: 'binary', maxLength: 200 })), (value) => {
    assertSafe(sanitize(value), 'one line');
    assert.equal(sanitize(sanitize(value)), sanitize(value));
  }),
];
