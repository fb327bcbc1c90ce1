import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli, runShell, startCli } from '../support/run-cli.ts';

const SAMPLE = 'samples/bookshop.yaml';
const ROUTES = `routers:
  users:
    prefix: /users
    routes:
      - GET /
      - {path: "/{user_id}", methods: [GET], params: {user_id: int}, name: get_user, tags: [users], source: "app/users.py:12"}
routes:
  - {include: users, prefix: /api}
  - GET /api/health
  - {mount: /static, app: {kind: static, files: [app.js]}}
  - websocket: /ws/{room}
`;
let folder = '';
const file = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-cli-'));
  writeFileSync(file('routes.yaml'), ROUTES);
  writeFileSync(file('empty.yaml'), '');
  writeFileSync(file('broken.yaml'), 'routes:\n  - GET /a\n - GET /b\n  - {\n');
  writeFileSync(
    file('faults.yaml'),
    'routes:\n  - {include: usres, prefx: /api}\n  - GET a b\n  - {path: "/{x:itn}", methods: GET}\n',
  );
  writeFileSync(file('binary.yaml'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]));
  writeFileSync(file('hostile.yaml'), 'routes:\n  - "GET /\\e]0;title\\a\\e[31m\\u009b2J\\u202e"\n');
  mkdirSync(file('folder'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** No failure shows a stack, whatever it is. */
const STACK = /^\s+at .*:\d+:\d+\)?$|node:internal|Error:.*\n\s+at /m;

describe('list', () => {
  it('prints METHOD and PATH, aligned, in registration order', async () => {
    const { code, stdout, stderr } = await runCli(['list', file('routes.yaml')]);
    expect(stdout).toBe(
      [
        'GET  /openapi.json',
        'GET  /docs',
        'GET  /docs/oauth2-redirect',
        'GET  /redoc',
        'GET  /api/users/',
        'GET  /api/users/{user_id}',
        'GET  /api/health',
        'ANY  /static',
        'WS   /ws/{room}',
        '',
      ].join('\n'),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('is what the explorer prints where there is no terminal', async () => {
    const [listed, explored] = await Promise.all([runCli(['list', SAMPLE]), runCli([SAMPLE])]);
    expect(explored).toEqual(listed);
  });

  it('gives an array with --json', async () => {
    const rows = JSON.parse((await runCli(['list', '--json', file('routes.yaml')])).stdout);
    expect(rows).toHaveLength(9);
    expect(rows[0]).toMatchObject({ method: 'GET', path: '/openapi.json', index: 0, implied: true, source: null });
    expect(rows[5]).toMatchObject({
      method: 'GET',
      path: '/api/users/{user_id}',
      index: 5,
      kind: 'route',
      name: 'get_user',
      params: { user_id: 'int' },
      tags: ['users'],
      source: 'app/users.py:12',
      implied: false,
    });
  });

  it('says more with --long', async () => {
    const { stdout } = await runCli(['list', '--long', file('routes.yaml')]);
    expect(stdout).toMatch(/^GET {2}\/api\/users\/\{user_id\} +get_user +user_id:int +users +app\/users\.py:12$/m);
  });

  it('reads standard input', async () => {
    const { code, stdout } = await runCli(['list', '-'], { input: '{"routes":["GET /a"],"framework":"starlette"}' });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'GET  /a\n' });
  });

  it('reads what a shell substitutes', async () => {
    const { code, stdout } = await runShell('nearmiss list <(echo "{framework: starlette, routes: [GET /a]}")');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'GET  /a\n' });
  });

  it('mounts further sources', async () => {
    writeFileSync(file('users.json'), '{"framework":"starlette","routes":["GET /{id}"]}');
    const { stdout } = await runCli(['list', 'routes.yaml', 'users=users.json@/users', 'v2=./users.json'], {
      cwd: folder,
    });
    expect(stdout.split('\n').slice(-3)).toEqual(['GET  /users/{id}', 'GET  /v2/{id}', '']);
    const explained = await runCli(['explain', 'routes.yaml', 'v2=users.json', 'GET', '/v2/5'], { cwd: folder });
    expect(explained.stdout).toContain('GET /v2/{id}');
    const { code, stderr } = await runCli(['list', 'routes.yaml', 'users.json'], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('NAME=users.json@/prefix') });
    expect((await runCli(['list', 'routes.yaml', 'x=nope.yaml'], { cwd: folder })).code).toBe(2);
  });

  it('answers as the framework that --framework names', async () => {
    const { stdout } = await runCli(['list', '--framework', 'starlette', file('routes.yaml')]);
    expect(stdout).not.toContain('/docs');
    expect((await runCli(['--framework', 'starlette', 'list', file('routes.yaml')])).stdout).toBe(stdout);
    expect((await runCli(['list', '--framework', 'rails', file('routes.yaml')])).code).toBe(2);
  });

  it('is quiet where the reader has enough', async () => {
    const many = JSON.stringify({ routes: Array.from({ length: 50_000 }, (_, i) => `GET /some/long/path/${i}`) });
    const { stdout, stderr } = await runShell('nearmiss list - | head -n 2; echo $PIPESTATUS', { input: many });
    expect(stdout).toBe('GET  /openapi.json\nGET  /docs\n0\n');
    expect(stderr).toBe('');
  });

  it.skipIf(!existsSync('/dev/full'))('says so where the answer cannot be written', async () => {
    const { code, stderr } = await runShell(`nearmiss list ${SAMPLE} > /dev/full`);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('no space left') });
  });

  it('prints no escape sequence that a source holds', async () => {
    for (const args of [['list'], ['list', '--long'], ['list', '--json'], ['lint']]) {
      const { stdout, stderr } = await runCli([...args, file('hostile.yaml')]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    }
  });
});

describe('explain', () => {
  it.each<[string, string[], number, string]>([
    ['a match', ['GET', '/api/health'], 0, '200 OK'],
    ['one argument', ['GET /api/health'], 0, '200 OK'],
    ['a bare target', ['/api/health'], 0, '200 OK'],
    ['a URL', ['http://localhost:8000/api/health?x=1'], 0, '200 OK'],
    ['a curl line', ['curl -s http://localhost:8000/api/health'], 0, '200 OK'],
    [
      'curl’s own words',
      ['curl', '-X', 'DELETE', '-H', 'Accept: text/html', 'http://localhost/api/health'],
      1,
      '405 Method Not Allowed',
    ],
    ['a line of a log', ['127.0.0.1 - - [20/Nov/2026:10:00:00 +0000] "GET /api/health HTTP/1.1" 200 2'], 0, '200 OK'],
    ['a redirect that leads to a route', ['GET', '/api/health/'], 0, '307 Temporary Redirect'],
    ['a redirect that leads to a 405', ['POST', '/api/health/'], 1, '307 Temporary Redirect'],
    ['a wrong method', ['POST', '/api/health'], 1, 'Allow: GET'],
    ['a wrong type', ['GET', '/api/users/abc'], 1, 'user_id: "abc"'],
    ['a 404', ['GET', '/api/user'], 1, 'GET /api/users/'],
  ])('%s', async (_, words, code, shown) => {
    const result = await runCli(['explain', file('routes.yaml'), ...words]);
    expect(result.stdout).toContain(shown);
    expect(result.code).toBe(code);
    expect(result.stderr).toBe('');
  });

  it('takes the usual names for the source', async () => {
    const { code, stdout } = await runCli(['explain', 'GET', '/api/health'], { cwd: folder });
    expect({ code, verdict: stdout.split('\n')[0] }).toEqual({ code: 0, verdict: '200 OK  GET /api/health' });
  });

  it('says the same with --json, wherever the flag stands', async () => {
    const first = await runCli(['explain', '--json', file('routes.yaml'), 'GET', '/api/user']);
    const last = await runCli(['explain', file('routes.yaml'), 'GET', '/api/user', '--json']);
    const curl = await runCli(['explain', file('routes.yaml'), 'curl', 'http://h/api/user', '--json']);
    const answer = JSON.parse(first.stdout);
    expect(answer).toMatchObject({ status: 404, outcome: 'not-found' });
    expect(answer.misses[0]).toMatchObject({ route: '/api/users/' });
    expect(last.stdout).toBe(first.stdout);
    expect(curl.stdout).toBe(first.stdout);
    expect(first.code).toBe(1);
  });

  it.each<[string, string[], string]>([
    ['no request', ['explain'], 'request'],
    ['only a source', ['explain', SAMPLE], 'samples/bookshop.yaml'],
    ['an unknown option', ['explain', '--jsn', 'GET', '/x'], '--json'],
    ['a source that is not there', ['explain', 'nope.yaml', 'GET', '/x'], 'nope.yaml'],
    ['a curl line without a URL', ['explain', SAMPLE, 'curl', '-X', 'POST'], 'no URL'],
    ['words beside --requests', ['explain', SAMPLE, 'GET', '/x', '--requests', '-'], '--requests'],
    ['two claims on standard input', ['explain', '-', '--requests', '-'], 'standard input'],
  ])('refuses %s with 2', async (_, args, words) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(STACK);
  });
});

describe('explain --requests', () => {
  const lines = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('answers each line with one, in order', async () => {
    const input = [
      '{"method":"GET","path":"/api/users/5?x=1"}',
      '{"method":"GET","path":"/api/user","host":"a.example.org"}',
      '{"method":"GET","path":"/","headers":{"Accept":"text/html"}}',
      '{"method":"GET","path":"/api/health"}',
    ];
    const { code, stdout, stderr } = await runCli(['explain', file('routes.yaml'), '--requests', '-'], {
      input: input.join('\n'),
    });
    expect(lines(stdout).map(({ path, status }) => [path, status])).toEqual([
      ['/api/users/5', 200],
      ['/api/user', 404],
      ['/', 404],
      ['/api/health', 200],
    ]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it('answers bad lines in their place, and names them', async () => {
    const input =
      '{"method":"GET","path":"/api/health"}\r\nnonsense\n\n[1]\n{"method":"GET"}\n{"path":"/","method":5}\n{"method":"GET","path":"/api/health"}\n';
    const { code, stdout, stderr } = await runCli(['explain', file('routes.yaml'), '--requests', '-'], { input });
    expect(lines(stdout).map(({ status, error }) => [status, error?.slice(0, 7)])).toEqual([
      [200, undefined],
      [400, 'line 2:'],
      [400, 'line 4:'],
      [400, 'line 5:'],
      [400, 'line 6:'],
      [200, undefined],
    ]);
    expect(stderr.split('\n').map((line) => line.slice(0, 9))).toEqual([
      '<stdin>:2',
      '<stdin>:4',
      '<stdin>:5',
      '<stdin>:6',
      '',
    ]);
    expect(code).toBe(1);
  });

  it('reads a file, letters cut in half between two reads included', async () => {
    const request = `${JSON.stringify({ method: 'GET', path: `/ü${'ß'.repeat(30)}` })}\n`;
    writeFileSync(file('many.ndjson'), request.repeat(20_000));
    const { stdout } = await runCli(['explain', file('routes.yaml'), '--requests', file('many.ndjson'), '--no-misses']);
    const answers = stdout.trimEnd().split('\n');
    expect(answers).toHaveLength(20_000);
    expect(new Set(answers).size).toBe(1);
    expect((await runCli(['explain', file('routes.yaml'), '--requests', file('nope')])).code).toBe(2);
  });

  it('refuses a line of more than 1,000,000 bytes by its number, in its place', async () => {
    const request = '{"method":"GET","path":"/api/health"}';
    const padded = (length: number) => `${request.slice(0, -1)}${' '.repeat(length - request.length)}}`;
    const longest = padded(1_000_000);
    const tooLong = [padded(1_000_001), `${request.slice(0, -1)}${' '.repeat(3_000_000)}}`];
    const input = [request, tooLong[0], longest, request, tooLong[1], tooLong[0], request, tooLong[1]].join('\n');
    for (const from of ['-', file('long.ndjson')]) {
      writeFileSync(file('long.ndjson'), input);
      const { code, stdout, stderr } = await runCli(['explain', file('routes.yaml'), '--requests', from], { input });
      const answers = lines(stdout);
      expect(answers.map(({ status }) => status)).toEqual([200, 400, 200, 200, 400, 400, 200, 400]);
      for (const line of [2, 5, 6, 8])
        expect(answers[line - 1]).toMatchObject({
          outcome: 'bad-request',
          error: expect.stringMatching(new RegExp(`line ${line}: .*1,000,000 bytes`)),
        });
      expect(stderr.match(/1,000,000 bytes/g)).toHaveLength(4);
      expect(code).toBe(1);
    }
  });

  it('skips a byte order mark before the first line, and only there', async () => {
    const request = '\ufeff{"method":"GET","path":"/api/health"}\n';
    const { stdout } = await runCli(['explain', file('routes.yaml'), '--requests', '-'], { input: request.repeat(2) });
    expect(lines(stdout).map(({ status }) => status)).toEqual([200, 400]);
  });

  it('is quiet where the reader has enough', async () => {
    const endless = 'yes \'{"method":"GET","path":"/nope"}\' | nearmiss explain routes.yaml --requests - --no-misses';
    const { stdout, stderr } = await runShell(`${endless} | head -n 1`, { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({ status: 404 });
    expect(stderr).toBe('');
  });

  it('answers what has come while more is awaited, and ends with 130 where it is interrupted', async () => {
    const child = startCli(['explain', file('routes.yaml'), '--requests', '-']);
    child.stdin.write('{"method":"GET","path":"/api/health"}\n');
    const [answer] = await once(child.stdout.setEncoding('utf8'), 'data');
    expect(JSON.parse(answer)).toMatchObject({ status: 200 });
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
  });

  it('is 0 where every request is answered', async () => {
    const input = '{"method":"GET","path":"/api/health"}\n{"method":"GET","path":"/api/health/"}\n';
    expect((await runCli(['explain', file('routes.yaml'), '--requests', '-'], { input })).code).toBe(0);
  });
});

describe('a source that cannot be used', () => {
  it.each<[string, string, RegExp]>([
    ['missing', 'nope.yaml', /nope\.yaml.*no such file/],
    ['a folder', 'folder', /folder/],
    ['empty', 'empty.yaml', /empty/],
    ['binary', 'binary.yaml', /not text/],
    ['wrong YAML', 'broken.yaml', /broken\.yaml:\d+:\d+: error: /],
  ])('%s: says so, and exits with 2', async (_, name, words) => {
    for (const command of [['list'], ['explain', 'GET', '/x'], ['lint'], []]) {
      const [first, ...rest] = command;
      const args = [...(first === undefined ? [] : [first]), file(name), ...rest];
      const { code, stdout, stderr } = await runCli(args);
      expect({ code, stdout }, args.join(' ')).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(words);
      expect(stderr).not.toMatch(STACK);
    }
  });

  it('shows every fault at once, with its line, a caret and what to do', async () => {
    const { code, stderr } = await runCli(['list', file('faults.yaml')]);
    expect(code).toBe(2);
    expect(stderr.match(/: error: /g)?.length).toBeGreaterThanOrEqual(3);
    expect(stderr).toContain('faults.yaml:2:');
    expect(stderr).toContain('did you mean `prefix`?');
    expect(stderr).toContain('^');
  });

  it('none given and none there: lists what was looked for', async () => {
    const { code, stderr } = await runCli(['list'], { cwd: file('folder') });
    expect(code).toBe(2);
    expect(stderr).toContain(
      'routes.yaml, routes.yml, openapi.json, openapi.yaml, openapi.yml, swagger.json, swagger.yaml',
    );
  });

  it('a header that cannot be read: names no value', async () => {
    const { code, stderr } = await runCli(['list', 'http://127.0.0.1:9', '--header', 'X-Key: secret $NOPE']);
    expect(code).toBe(2);
    expect(stderr).toContain('NOPE');
    expect(stderr).not.toContain('secret');
  });
});

describe('lint', () => {
  it('exits with 1 on findings and with 0 without', async () => {
    const found = await runCli(['lint', SAMPLE, '--json']);
    expect(found.code).toBe(1);
    expect(JSON.parse(found.stdout).map(({ rule }: { rule: string }) => rule)).toContain('shadowed-route');
    const clean = await runCli(['lint', '-'], { input: 'routes: [GET /a]' });
    expect(clean).toEqual({ code: 0, stdout: 'nothing found\n', stderr: '' });
  });

  it('can be held to some rules', async () => {
    const only = await runCli(['lint', SAMPLE, '--json', '--only', 'never-included']);
    expect(new Set(JSON.parse(only.stdout).map(({ rule }: { rule: string }) => rule))).toEqual(
      new Set(['never-included']),
    );
    const without = await runCli(['lint', SAMPLE, '--json', '--disable', 'never-included']);
    expect(without.stdout).not.toContain('"rule":"never-included"');
    expect((await runCli(['lint', SAMPLE, '--only', 'nope'])).code).toBe(2);
  });
});

describe('help and usage', () => {
  it.each(['', 'list', 'explain', 'lint', 'check'])('%s --help has examples', async (command) => {
    const { code, stdout, stderr } = await runCli([...(command === '' ? [] : [command]), '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Usage: nearmiss${command === '' ? '' : ` ${command}`}`);
    expect(stdout.split('Examples:')[1]?.match(/\$ nearmiss/g)?.length).toBeGreaterThanOrEqual(2);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('help COMMAND is COMMAND --help', async () => {
    expect(await runCli(['help', 'explain'])).toEqual(await runCli(['explain', '--help']));
    expect(await runCli(['help'])).toEqual(await runCli(['--help']));
  });

  it('--version is the package’s', async () => {
    expect((await runCli(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('a misspelt command is told apart from a missing file', async () => {
    const { code, stderr } = await runCli(['lsit']);
    expect(code).toBe(2);
    expect(stderr).toContain('nearmiss list');
  });

  it.each([
    [['lsit', SAMPLE], `did you mean: nearmiss list ${SAMPLE}`],
    [['exlpain', SAMPLE, 'GET', '/pets x'], `did you mean: nearmiss explain ${SAMPLE} GET '/pets x'`],
    [['GET /pets'], "nearmiss explain 'GET /pets'"],
    [['curl', 'http://localhost/pets'], 'nearmiss explain curl http://localhost/pets'],
    [['explain', 'GET', '/pets', SAMPLE], `nearmiss explain ${SAMPLE} GET /pets`],
    [['explain', 'GET', SAMPLE, '/pets'], `nearmiss explain ${SAMPLE} GET /pets`],
    [['check'], 'nearmiss check [SOURCE] REQUESTS'],
    [['lint', SAMPLE, '--only', 'shadowed-rout'], 'shadowed-route'],
    [['lint', SAMPLE, '--disable', 'xyz'], 'double-prefix'],
    [['GET', '/pets'], 'nearmiss explain GET /pets'],
    [['list', 'post', 'http://localhost/pets'], 'nearmiss explain post http://localhost/pets'],
    [['a.yaml', 'b.yaml'], 'write NAME=b.yaml@/prefix'],
    [
      ['--poll', 'often', SAMPLE],
      "'often' is invalid. Allowed are 0.1 to 86400 seconds, such as 2 or 0.5, and 0 for never.",
    ],
    [['--poll=-1', SAMPLE], 'Allowed are'],
    [['--poll'], 'argument missing'],
  ])('%j says what to write instead', async (args, instead) => {
    const { code, stderr } = await runCli(args);
    expect(code).toBe(2);
    expect(stderr).toContain(instead);
  });
});

describe('colours', () => {
  const ESC = '\u001b';
  const explain = (env: Record<string, string>) => runCli(['explain', SAMPLE, 'GET', '/api/user'], { env });

  it('are not written into a pipe', async () => {
    expect((await explain({ TERM: 'xterm-256color' })).stdout).not.toContain(ESC);
    expect((await explain({ NO_COLOR: '1' })).stdout).not.toContain(ESC);
  });

  it('are, where FORCE_COLOR asks for them', async () => {
    expect((await explain({ FORCE_COLOR: '1' })).stdout).toContain(`${ESC}[`);
    expect((await explain({ FORCE_COLOR: '0' })).stdout).not.toContain(ESC);
  });
});
