import { quote, type Report } from '../../model/file-fault.ts';
import { nearest } from '../../model/nearest.ts';
import type { KeyPath } from '../text/parsed.ts';
import { CONVERTORS, literalBraces, templateParams } from './template-params.ts';
import { asMapping, asText, type Entry } from './visit.ts';

/**
 * What a framework says about a path when the application is built, so that a routes file can't hold what no program could:
 * Starlette asserts the leading slash and known convertors and refuses a parameter name twice (starlette/routing.py,
 * `Route.__init__`, `compile_path`). FastAPI's own routes don't assert the slash (fastapi/routing.py); such a route is
 * registered, and nothing reaches it. OpenAPI's templates have neither convertors nor such limits.
 */
export function checkPath(entry: Entry, report: Report): void {
  const { form, text, path, offset, owner } = entry;
  if (form === 'include') return;
  if (form === 'path' || form === 'websocket') checkSlash(entry, report);
  if (form === 'path') checkShortMethod(entry, report);
  if (owner.kind !== 'openapi') checkTemplate(text, path, offset, form === 'mount' ? ['path'] : [], report);
  if (form === 'path' && entry.keys.params !== undefined) checkParams(entry, report);
  if (form === 'frontend') checkFrontend(entry, report);
}

/** Only FastAPI has `frontend()`; a file that is tried out as OpenAPI may hold one, which then answers nothing. */
function checkFrontend({ path, owner }: Entry, report: Report): void {
  if (owner.kind === 'openapi') {
    report(path, 'wrong-kind', 'OpenAPI knows no frontend: this one answers nothing', {
      severity: 'warning',
      part: 'key',
    });
  } else if (owner.kind === 'starlette' || owner.kind === 'router') {
    const message = `only a FastAPI application or APIRouter has a frontend; this one is ${owner.kind}`;
    report(path, 'wrong-kind', message, {
      part: 'key',
      expected: 'kind: fastapi or apirouter',
      hint: 'mount {kind: static} instead',
    });
  }
}

/** Convertors, names and braces of any template: a path, a prefix, a host. `taken` are names that stand around it. */
export function checkTemplate(
  template: string,
  path: KeyPath,
  offset: number,
  taken: Iterable<string>,
  report: Report,
): void {
  if (!template.includes('{')) return;
  const seen = new Set(taken);
  for (const { name, convertor, start, length } of templateParams(template)) {
    const within = { start: offset + start, length };
    if (!CONVERTORS.some((known) => known === convertor)) {
      const near = nearest(convertor, CONVERTORS);
      report(path, 'unknown-convertor', `${quote(convertor)} is not a convertor`, {
        within: { start: offset + start + name.length + 2, length: convertor.length },
        expected: CONVERTORS.join(', '),
        hint: near
          ? `did you mean {${name}:${near}}?`
          : "an application's own convertors cannot be known here: write one of these instead",
      });
    }
    if (seen.has(name)) {
      report(path, 'duplicate-parameter', `the parameter ${quote(name)} stands twice in the whole path`, {
        within,
        expected: 'each name once; Starlette refuses to build such a route',
        hint:
          name === 'path' && path.at(-1) === 'mount'
            ? 'a mount has a parameter `path` of its own'
            : 'rename one of them',
      });
    }
    seen.add(name);
  }
  for (const { text, start } of literalBraces(template)) {
    report(path, 'literal-braces', `${quote(text)} is not a parameter: it is matched letter for letter`, {
      severity: 'warning',
      within: { start: offset + start, length: text.length },
      expected: 'a name of letters, digits and _, like {user_id} or {user_id:int}',
      hint: braceHint(text),
    });
  }
}

function braceHint(text: string): string | null {
  const name = text
    .slice(1, -1)
    .trim()
    .replace(/[^a-zA-Z0-9_:]+/g, '_');
  return templateParams(`{${name}}`).length === 1 ? `write {${name}}` : null;
}

function checkSlash({ form, text, path, offset, keys, owner }: Entry, report: Report): void {
  if (text.startsWith('/')) return;
  const within = { start: offset, length: text.length };
  const expected = 'a path that begins with /';
  const starlette = owner.kind === 'starlette' || owner.kind === 'router' || keys.plain === true;
  if (starlette) {
    const message = `${quote(text)} has no leading slash, and Starlette refuses such a path`;
    report(path, 'leading-slash', message, { within, expected, hint: `write ${quote(`/${text}`)}` });
  } else if (text !== '' || (owner.router === null && owner.prefix === '')) {
    const what = form === 'websocket' ? 'websocket' : 'route';
    const message =
      text === ''
        ? `nothing can ever reach a ${what} with an empty path here`
        : `${quote(text)} has no leading slash: it is registered as it stands, and a request path begins with one`;
    report(path, 'leading-slash', message, {
      severity: 'warning',
      within,
      expected,
      hint: `write ${quote(`/${text}`)}`,
    });
  }
}

/** `WS /chat` reads as a route for a method called WS, which is hardly ever meant. */
function checkShortMethod({ keys, path, text, offset }: Entry, report: Report): void {
  if (offset === 0 || !Array.isArray(keys.methods)) return;
  const method = asText(keys.methods[0]).toUpperCase();
  const meant =
    method === 'WS' || method === 'WEBSOCKET' ? `websocket: ${text}` : method === 'ANY' ? `mount: ${text}` : null;
  if (!meant) return;
  report(path, 'odd-method', `this is a route for an HTTP method called ${quote(method)}`, {
    severity: 'warning',
    within: { start: 0, length: method.length },
    expected: 'an HTTP method',
    hint: `write \`- ${meant}\``,
  });
}

function checkParams({ keys, path, owner }: Entry, report: Report): void {
  const at = [...path.slice(0, -1), 'params'];
  const reason =
    keys.plain === true
      ? 'a plain Starlette route'
      : owner.kind === 'starlette' || owner.kind === 'router'
        ? 'Starlette'
        : null;
  if (reason && Object.keys(asMapping(keys.params) ?? {}).length > 0) {
    report(at, 'unused-params', `${reason} validates no parameters: these annotations do nothing`, {
      severity: 'warning',
      part: 'key',
      hint: 'a convertor decides the match instead: {user_id:int}',
    });
  }
}
