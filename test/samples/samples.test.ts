import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/dialects/index.ts';
import { readSource } from '../../src/formats/read-source.ts';
import { makeRequest } from '../../src/model/request.ts';

const FOLDER = fileURLToPath(new URL('../../samples', import.meta.url));

async function open(name: string) {
  const reading = await readSource(readFileSync(`${FOLDER}/${name}`, 'utf8'), { name });
  if (!reading.tree) throw new Error(`${name}: ${JSON.stringify(reading.problems)}`);
  return { ...reading, app: compile(reading.tree) };
}

/** `GET /path` or `GET host/path`, and what becomes of it: status, route or Location or Allow. */
type Answer = readonly [request: string, status: number, detail: string | null];

interface Sample {
  readonly format: string;
  readonly kind: string;
  readonly rows: number;
  readonly answers: readonly Answer[];
}

const SAMPLES: Readonly<Record<string, Sample>> = {
  'bookshop.yaml': {
    format: 'routes-file',
    kind: 'fastapi',
    rows: 49,
    answers: [
      ['GET /api/users', 200, '/api/users'],
      ['GET /api/user', 404, null],
      ['GET /api/users/', 307, '/api/users'],
      ['PUT /api/users', 405, 'GET'],
      ['GET /api/users/7', 200, '/api/users/{user_id}'],
      ['GET /api/users/abc', 422, '/api/users/{user_id}'],
      ['GET /api/users/me', 422, '/api/users/{user_id}'],
      ['GET /api/books/isbn/abc', 404, null],
      ['GET /api/books/genres/crime', 422, '/api/books/genres/{genre}'],
      ['GET /api/books/00000000-0000-0000-0000-000000000000/cover.png', 200, '/api/books/{book_id}/cover.{format}'],
      [
        'GET /api/books/00000000-0000-0000-0000-000000000000/reviews',
        307,
        '/api/books/00000000-0000-0000-0000-000000000000/reviews/',
      ],
      ['GET /api/orders/00000000-0000-0000-0000-000000000000/invoice', 200, '/api/orders/{order_id}/invoice'],
      ['GET /api/catalog/bestsellers', 404, null],
      ['GET /api/api/catalog/bestsellers', 200, '/api/api/catalog/bestsellers'],
      ['GET /api/billing/invoices', 404, null],
      ['HEAD /api/health', 405, 'GET'],
      ['HEAD /robots.txt', 200, '/robots.txt'],
      ['DELETE /newsletter', 405, 'GET, HEAD, POST'],
      ['GET /ws/support/1', 404, null],
      ['GET /v2/books', 200, '/v2/books'],
      ['GET /v2/books/', 404, null],
      ['GET /v2/redoc', 404, null],
      ['GET /static/app.js', 200, '/static'],
      ['GET /static/missing.js', 404, '/static'],
      ['PUT /legacy/whatever', 200, '/legacy'],
      ['GET /pages/about/us', 200, '/pages/{page_path:path}'],
      ['GET north.partners.bookshop.example/stock/12', 200, '/stock/{isbn:int}'],
      ['GET north.partners.bookshop.example/api/users', 404, null],
      ['GET /docs', 200, '/docs'],
    ],
  },
  'bookshop.openapi.json': {
    format: 'openapi-document',
    kind: 'fastapi',
    rows: 34,
    answers: [
      ['GET /api/users', 200, '/api/users'],
      ['GET /api/user', 404, null],
      ['GET /api/users/', 307, '/api/users'],
      ['PUT /api/users', 405, 'GET'],
      ['GET /api/users/abc', 422, '/api/users/{user_id}'],
      ['GET /api/books/genres/crime', 422, '/api/books/genres/{genre}'],
      // What the document doesn't say: the convertor of {page_path:path}, the mounts and the host.
      ['GET /pages/about/us', 404, null],
      ['GET /v2/books', 404, null],
    ],
  },
  'petstore.yaml': {
    format: 'openapi-document',
    kind: 'openapi',
    rows: 12,
    answers: [
      ['GET /api/v1/pets/random', 200, '/api/v1/pets/random'],
      ['GET /api/v1/pets/12', 200, '/api/v1/pets/{petId}'],
      ['GET /api/v1/pets/0', 400, '/api/v1/pets/{petId}'],
      ['PATCH /api/v1/pets/12', 405, 'DELETE, GET, PUT'],
      ['GET /api/v1/pets/12/photos/2.png', 200, '/api/v1/pets/{petId}/photos/{number}.{format}'],
      ['GET /api/v1/shelters/de/Bonn', 400, '/api/v1/shelters/{country}/{city}'],
      ['GET /pets', 404, null],
    ],
  },
  'starlette.yaml': {
    format: 'routes-file',
    kind: 'starlette',
    rows: 19,
    answers: [
      ['GET /albums/12', 200, '/albums/{album_id:int}'],
      ['GET /albums/summer', 200, '/albums/{slug}'],
      ['HEAD /albums', 200, '/albums'],
      ['DELETE /albums/summer', 405, 'GET, HEAD'],
      ['GET /near/50.7,7.1', 200, '/near/{latitude:float},{longitude:float}'],
      ['GET /archive', 307, '/archive/'],
      ['PUT /login', 405, 'GET, HEAD, POST'],
      ['GET /shares/ada/', 200, '/shares/{tenant}/'],
      ['GET /docs/guide', 307, '/docs/guide/'],
      ['GET /docs/nowhere', 404, '/docs'],
      ['GET api.north.photos.example/status', 200, '/status'],
    ],
  },
  'gateway.yaml': {
    format: 'routes-file',
    kind: 'fastapi',
    rows: 21,
    answers: [
      ['GET /healthz', 200, '/healthz'],
      ['PUT /v2/inventory/items/a-7', 200, '/v2/inventory/items/{sku}'],
      ['POST /payments/v1/charges', 200, '/payments/v1/charges'],
      ['GET /accounts/me', 200, '/accounts/me'],
      ['GET /accounts/you', 422, '/accounts/{account_id}'],
      ['GET /accounts/docs', 422, '/accounts/{account_id}'],
      ['GET /version', 200, '/{unknown:path}'],
      ['POST /nowhere', 405, 'GET'],
    ],
  },
};

describe('samples', () => {
  it('are all here', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(SAMPLES).sort());
  });

  describe.each(Object.entries(SAMPLES))('%s', (name, { format, kind, rows, answers }) => {
    it('loads without a problem', async () => {
      const { problems, app, ...reading } = await open(name);
      expect(problems).toEqual([]);
      expect([reading.format, app.tree.app.kind, app.rows.length]).toEqual([format, kind, rows]);
    });

    it('knows where each of its routes is declared', async () => {
      const { app } = await open(name);
      const nowhere = app.rows.filter(({ registration }) => registration.node && !registration.node.source);
      expect(nowhere.map(({ registration }) => registration.path)).toEqual([]);
    });

    it.each(answers)('%s gives %i %s', async (asked, status, detail) => {
      const { app } = await open(name);
      const [, method = '', host = '', path = ''] = /^(\S+) ([^/]*)(.*)$/.exec(asked) ?? [];
      const answer = app.resolve(makeRequest(method, path, host ? { host } : {}));
      const said = answer.status === 405 ? answer.allow : (answer.location ?? answer.route);
      expect([answer.status, said]).toEqual([status, detail]);
    });
  });
});
