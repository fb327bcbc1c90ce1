import { HOSTILE_STRINGS } from './strings.ts';

/** A document meant to do harm, and what becomes of it. */
export interface HostileDocument {
  readonly what: string;
  readonly bytes: () => Uint8Array;
  /** The code of the problem that names it; `safe` where it is read as what it is. */
  readonly outcome: string;
  /** Requests that are asked of it. */
  readonly ask?: readonly string[];
}

const utf8 = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
const many = (count: number, one: (i: number) => string, between = '\n') =>
  Array.from({ length: count }, (_, i) => one(i)).join(between);
const bomb = (levels: number) =>
  `x0: &x0 [GET /a]\n${many(levels, (i) => `x${i + 1}: &x${i + 1} [${many(10, () => `{mount: /m, app: {kind: router, routes: *x${i}}}`, ', ')}]`)}`;
const openApi = (paths: unknown, rest: object = {}) =>
  JSON.stringify({ openapi: '3.1.0', info: { title: 't', version: '1' }, paths, ...rest });
const parameter = (schema: object) => ({ get: { parameters: [{ in: 'path', name: 'x', required: true, schema }] } });
const strings = Object.values(HOSTILE_STRINGS);
const WORDS = `a${'a'.repeat(4000)}!`;

/** Every hostile string in every place that is ever shown. */
export const hostileRoutes = (): string =>
  JSON.stringify({
    framework: 'fastapi',
    routers: Object.fromEntries(strings.map((text) => [`r${text}`, { prefix: '/r', routes: ['GET /x'] }])),
    routes: strings.flatMap((text, i) => [
      {
        path: `/${i}/${text}/end`,
        methods: ['GET'],
        name: text,
        summary: text,
        tags: [text],
        security: [text],
        source: `${text}.py:1`,
      },
      { path: `/p${i}/{id}`, methods: ['GET'], params: { id: `enum:${text},b` } },
      { mount: `/m${i}/${text}`, app: { kind: 'static', files: [text] }, name: text },
      { websocket: `/w${i}/${text}`, name: text },
    ]),
  });

/** The same in an OpenAPI document. */
export const hostileOpenApi = (): string =>
  openApi(
    Object.fromEntries(
      strings.map((text, i) => [
        `/${i}/${text}/{p${text}}`,
        {
          get: {
            operationId: text,
            summary: text,
            tags: [text],
            security: [{ [text]: [] }],
            parameters: [{ in: 'path', name: `p${text}`, schema: { enum: [text] } }, { $ref: `#/${text}` }],
          },
          [text]: {},
        },
      ]),
    ),
    { servers: [{ url: `https://h/${strings[0]}` }], tags: strings },
  );

/** Documents as strangers may send them; from a few bytes to a few megabytes. */
export const CORPUS: readonly HostileDocument[] = [
  { what: 'an alias bomb', bytes: () => utf8(`${bomb(9)}\nroutes: *x9`), outcome: 'alias-bomb' },
  { what: 'an alias bomb of depth', bytes: () => utf8(`x0: &x0 [GET /a]\n${many(80, (i) => `x${i + 1}: &x${i + 1} [{mount: /a, app: {routes: *x${i}}}, {mount: /b, app: {routes: *x${i}}}]`)}\nroutes: *x80`), outcome: 'too-deep' },
  { what: 'an alias bomb in an OpenAPI document', bytes: () => utf8(`openapi: 3.1.0\nl0: &l0 [lol]\n${many(40, (i) => `l${i + 1}: &l${i + 1} [${many(9, () => `*l${i}`, ', ')}]`)}\npaths: {/a: {get: {tags: *l40, parameters: *l40}}}`), outcome: 'safe', ask: ['GET /a'] },
  { what: 'an alias that holds itself', bytes: () => utf8('routes: &a [{mount: /, app: {kind: router, routes: *a}}]'), outcome: 'too-deep' },
  { what: 'merge keys that multiply', bytes: () => utf8(`openapi: 3.1.0\nm0: &m0 {a: 1}\n${many(300, (i) => `m${i + 1}: &m${i + 1} {<<: [*m${i}, *m${i}, *m${i}], k${i}: 1}`)}\npaths: {/a: {<<: *m300, get: {}}}`), outcome: 'safe', ask: ['GET /a'] },
  { what: 'brackets without end', bytes: () => utf8('['.repeat(300_000)), outcome: 'unknown-format' },
  { what: 'brackets without end, below a key', bytes: () => utf8(`routes: ${'['.repeat(100_000)}`), outcome: 'too-deep' },
  { what: 'braces without end', bytes: () => utf8('{"paths":'.repeat(100_000)), outcome: 'json-syntax' },
  { what: 'depth where nobody looks', bytes: () => utf8(`{"openapi":"3.1.0","x":${'['.repeat(100_000)}${']'.repeat(100_000)},"paths":{"/a":{"get":{}}}}`), outcome: 'safe', ask: ['GET /a'] },
  { what: 'indentation without end', bytes: () => utf8(`routes:\n${many(3000, (i) => `${' '.repeat(i + 1)}-`)}`), outcome: 'yaml-syntax' },
  { what: 'a scalar of eight megabytes', bytes: () => utf8(`routes:\n  - path: /a\n    methods: [GET]\n    summary: "${'x'.repeat(8_000_000)}"\n`), outcome: 'safe', ask: ['GET /a'] },
  { what: 'a key of four megabytes', bytes: () => utf8(`${'k'.repeat(4_000_000)}: 1\nroutes: [GET /a]`), outcome: 'unknown-key' },
  { what: 'a path of a megabyte', bytes: () => utf8(openApi({ [`/${'a/'.repeat(500_000)}`]: { get: {} }, '/b': { get: {} } })), outcome: 'path-too-long', ask: ['GET /b'] },
  { what: 'ten thousand paths', bytes: () => utf8(openApi(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`/p${i}/{a}/{b}`, { get: {} }])))), outcome: 'undeclared-template', ask: ['GET /p9999/1/2', 'GET /nothing'] },
  { what: 'ten thousand shadowed paths', bytes: () => utf8(JSON.stringify({ framework: 'starlette', routes: Array.from({ length: 10_000 }, (_, i) => `GET /{a}/{b${i}}`) })), outcome: 'safe', ask: ['POST /x/y', 'GET /x/y/z'] },
  { what: 'routers that double', bytes: () => utf8(`routers:\n${many(40, (i) => `  r${i}: {routes: [GET /x, ${i < 39 ? `{include: r${i + 1}, prefix: /a}, {include: r${i + 1}, prefix: /b}` : ''}]}`)}\nroutes: [{include: r0, prefix: /r}]`), outcome: 'too-many-routes' },
  { what: 'routers in a ring', bytes: () => utf8('routers: {a: {routes: [{include: b}]}, b: {routes: [{include: a}]}}\nroutes: [{include: a, prefix: /a}]'), outcome: 'include-cycle' },
  { what: 'references in a ring', bytes: () => utf8(openApi({ '/a': { $ref: '#/paths/~1b' }, '/b': { $ref: '#/paths/~1a' }, '/c': { get: {} } })), outcome: 'reference-cycle', ask: ['GET /c'] },
  { what: 'references out of the folder', bytes: () => utf8(openApi({ '/a': { $ref: '../../../../etc/passwd#/x' }, '/c': { get: {} } })), outcome: 'reference-outside', ask: ['GET /c'] },
  { what: 'references to addresses', bytes: () => utf8(openApi({ '/a': { $ref: 'http://127.0.0.1:1/x' }, '/c': { get: {} } })), outcome: 'reference-url', ask: ['GET /c'] },
  ...['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '^([a-zA-Z]+)*$', '^(.*a){25}$', '^(\\w+\\s?)*$', '^(?:a?){50}a{50}$', '(x+x+)+y', '^(([a-z])+.)+[A-Z]([a-z])+$'].map(
    (pattern): HostileDocument => ({ what: `the pattern ${pattern}`, bytes: () => utf8(openApi({ '/{x}': parameter({ type: 'string', pattern }) })), outcome: 'safe', ask: [`GET /${WORDS}`, `GET /${'x'.repeat(3000)}`] }),
  ),
  { what: 'a pattern of a million repetitions', bytes: () => utf8(openApi({ '/{x}': parameter({ pattern: '^(((a{1000}){1000}){1000}){1000}$' }) })), outcome: 'safe', ask: [`GET /${WORDS}`] },
  { what: 'a pattern that looks back', bytes: () => utf8(openApi({ '/{x}': parameter({ pattern: '^(?=(a+))\\1b(?<!c)$' }) })), outcome: 'safe', ask: [`GET /${WORDS}`] },
  ...(['fastapi', 'starlette', 'openapi'] as const).flatMap((framework): HostileDocument[] => [
    { what: `compound segments (${framework})`, bytes: () => utf8(JSON.stringify({ framework, routes: [`GET /${many(12, (i) => `{p${i}}`, '-')}.x`, 'GET /{a}{b}{c}{d}{e}{f}z'] })), outcome: 'safe', ask: [`GET /${'-'.repeat(3000)}`, `GET /${'a-'.repeat(1500)}.y`, `GET /${'a'.repeat(3000)}`] },
    { what: `paths that may go anywhere (${framework})`, bytes: () => utf8(JSON.stringify({ framework, routes: [`GET /${many(8, (i) => framework === 'openapi' ? `{p${i}}` : `{p${i}:path}`, '/x/')}/end`] })), outcome: 'safe', ask: [`GET /${'x/'.repeat(1500)}`, `GET ${'/'.repeat(3000)}`] },
  ]),
  { what: 'mounts that take anything', bytes: () => utf8(`routes: [${many(30, (i) => `{mount: "/{m${i}:path}", app: {kind: router, routes: [`, '')}GET /end${many(30, () => ']}}', '')}]`), outcome: 'safe', ask: [`GET /${'x/'.repeat(500)}`] },
  { what: 'a host of compound parts', bytes: () => utf8(`routes: [{host: "${many(10, (i) => `{h${i}}`, '.')}x", app: {kind: router, routes: [GET /]}}]`), outcome: 'safe', ask: [`GET http://${'a.'.repeat(1000)}y/`] },
  { what: 'names that every object has', bytes: () => utf8('{"framework":"fastapi","routers":{"__proto__":{"prefix":"/constructor","routes":["GET /toString"]}},"routes":[{"include":"__proto__","prefix":"/__proto__"},{"path":"/{__proto__}/{constructor}/{toString}","methods":["GET","constructor"],"params":{"__proto__":"int","constructor":"str"},"name":"__proto__"}]}'), outcome: 'safe', ask: ['GET /1/2/3', 'GET /x/2/3', 'hasOwnProperty /1/2/3', '__proto__ /__proto__/constructor/toString'] },
  { what: 'names that every object has, in an OpenAPI document', bytes: () => utf8('{"openapi":"3.1.0","__proto__":{"get":{}},"components":{"__proto__":{"x":1}},"paths":{"/__proto__":{"get":{"__proto__":{"x":1},"operationId":"constructor"}},"/constructor/{__proto__}":{"get":{"parameters":[{"in":"path","name":"__proto__","schema":{"type":"integer"}}]}}}}'), outcome: 'safe', ask: ['GET /constructor/x', 'GET /__proto__'] },
  { what: 'tags that make objects', bytes: () => utf8('routes: [!!js/function "function(){ throw 1 }", !!python/object/apply:os.system [id]]'), outcome: 'yaml-syntax' },
  { what: 'keys that stand twice', bytes: () => utf8(many(3000, () => 'routes: []')), outcome: 'duplicate-key' },
  { what: 'a thousand faults', bytes: () => utf8(`routes: []\n${many(20_000, (i) => `k${i}: 1`)}`), outcome: 'unknown-key' },
  { what: 'hostile strings in a routes file', bytes: () => utf8(hostileRoutes()), outcome: 'safe', ask: strings.slice(0, 12).map((text, i) => `GET /${i}/${text}/end`) },
  { what: 'hostile strings in an OpenAPI document', bytes: () => utf8(hostileOpenApi()), outcome: 'control-in-path', ask: ['GET /0/x/y'] },
  { what: 'hostile strings as keys', bytes: () => utf8(JSON.stringify({ routes: [], ...Object.fromEntries(strings.map((text) => [text, text])) })), outcome: 'unknown-key' },
  { what: 'hostile strings around broken YAML', bytes: () => utf8(`routes:\n${strings.filter((text) => !text.includes('\0')).map((text) => `  - "${text}\n`).join('')}`), outcome: 'yaml-syntax' },
  { what: 'zero bytes', bytes: () => utf8('routes: [GET /a]\0'), outcome: 'binary' },
  { what: 'nothing but zero bytes', bytes: () => new Uint8Array(4096), outcome: 'binary' },
  { what: 'UTF-16 with its mark', bytes: () => new Uint8Array(Buffer.from('\ufeffroutes: [GET /a]', 'utf16le')), outcome: 'safe', ask: ['GET /a'] },
  { what: 'UTF-16, big end first, without its mark', bytes: () => new Uint8Array(Buffer.from('routes: [GET /a]', 'utf16le').swap16()), outcome: 'safe', ask: ['GET /a'] },
  { what: 'half of UTF-16', bytes: () => new Uint8Array(Buffer.from('\ufeffroutes: [GET /a]', 'utf16le')).slice(0, -1), outcome: 'yaml-syntax' },
  { what: 'a byte order mark', bytes: () => utf8('\ufeffroutes: [GET /a]'), outcome: 'safe', ask: ['GET /a'] },
  { what: 'a byte order mark in the middle', bytes: () => utf8('routes: [GET /a\ufeff]'), outcome: 'safe', ask: ['GET /a'] },
  { what: 'mixed line ends', bytes: () => utf8('framework: fastapi\r\nroutes:\r- GET /a\n- GET /b\r\n'), outcome: 'safe', ask: ['GET /b'] },
  { what: 'Latin-1', bytes: () => new Uint8Array(Buffer.from('routes:\n  - GET /caf\xe9\n', 'latin1')), outcome: 'invalid-utf8', ask: ['GET /caf'] },
  { what: 'overlong UTF-8', bytes: () => new Uint8Array([...utf8('routes: [GET /a]  # a comment that is longer than what is wrong in it, ten times at least'), 0xc0, 0xaf, 0xe0, 0x80, 0xaf]), outcome: 'invalid-utf8', ask: ['GET /a'] },
  { what: 'an HTML page', bytes: () => utf8('<!DOCTYPE html><title>\x1b]0;pwned\x07</title>'), outcome: 'unknown-format' },
]; // biome-ignore format: one line each reads better
