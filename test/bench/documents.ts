/** A route as plain words. */
export interface MadeUpRoute {
  readonly method: string;
  readonly path: string;
}

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

const WORDS =
  `account album answer badge basket batch billing branch budget campaign card chapter claim client comment contact
contract course delivery deposit device digest discount draft driver edition event export feature fleet folder gallery gift
grade group guide image invoice issue journey label ledger lesson letter listing market member menu message meter mission module
notice offer order parcel partner payment permit plan player policy product profile project quote rating receipt refund region
release report reservation review reward route sample season sensor session shipment signal sprint station stream student
subscription supplier ticket token tour trade transfer trip user vendor visit voucher wallet warehouse widget workspace`.split(
    /\s+/,
  );

/**
 * Resources of five operations each, three levels deep, unlike each other as real ones are. The same number always gives the
 * same routes, and a smaller number the beginning of them.
 */
export function madeUpRoutes(count: number): readonly MadeUpRoute[] {
  const routes: MadeUpRoute[] = [];
  for (let n = 0; routes.length < count; n++) {
    const [area, name] = [word(Math.floor(n / 12) * 7 + 3), `${word(n * 31 + 11)}s`];
    const round = Math.floor(n / WORDS.length);
    const base = `/${area}${round === 0 ? '' : `-${round}`}/${name}`;
    const id = `{${name.slice(0, -1)}_id}`;
    routes.push(
      { method: 'GET', path: base },
      { method: 'POST', path: base },
      { method: 'GET', path: `${base}/${id}` },
      { method: 'DELETE', path: `${base}/${id}` },
      { method: 'GET', path: `${base}/${id}/${word(n * 17 + 5)}s/{item}` },
    );
  }
  return routes.slice(0, count);
}

const word = (n: number) => WORDS[n % WORDS.length] as string;

/** An OpenAPI document of these routes; `padding` characters of description in each operation make it as heavy as real ones. */
export function madeUpDocument(operations: number, padding = 0): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  const schemas: Record<string, unknown> = {};
  const description = 'Answers with what is known about it at the time of the request, unless it was withdrawn. '
    .repeat(Math.ceil(padding / 90))
    .slice(0, padding);
  for (const [i, { method, path }] of madeUpRoutes(operations).entries()) {
    paths[path] ??= {};
    const item = paths[path];
    const params = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: name === 'item' ? 'string' : 'integer' },
    }));
    item[method.toLowerCase()] = {
      operationId: `operation_${i}`,
      summary: `${method} of ${path.slice(1)}`,
      tags: [path.split('/')[1]],
      parameters: [...params, { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } }],
      responses: { 200: { description: `done. ${description}`, content: { 'application/json': { schema: ref(i) } } } },
    };
    schemas[`Model${i % 500}`] = { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } } };
  }
  return { openapi: '3.1.0', info: { title: 'Made up', version: '1' }, paths, components: { schemas } };
}

const ref = (i: number) => ({ $ref: `#/components/schemas/Model${i % 500}` });

/** Requests to these routes: a hit for each, and turn by turn a typo, another method, a slash too many, a segment too many. */
export function requestsTo(routes: readonly MadeUpRoute[], most = 20_000): readonly MadeUpRoute[] {
  const step = Math.max(1, Math.floor(routes.length / most));
  const requests: MadeUpRoute[] = [];
  for (let i = 0; i < routes.length; i += step) {
    const { method, path } = routes[i] as MadeUpRoute;
    const filled = path.replace(/\{[^}]+\}/g, (_, at: number) => ['42', '7', '1001', '5'][(i + at) % 4] as string);
    requests.push({ method, path: filled });
    if (i % 4 === 0) requests.push({ method, path: filled.slice(0, -1) });
    else if (i % 4 === 1) requests.push({ method: method === 'GET' ? 'PATCH' : 'GET', path: filled });
    else if (i % 4 === 2) requests.push({ method, path: `${filled}/` });
    else requests.push({ method, path: `${filled}/extra` });
  }
  return requests;
}
