import { type KeyPath, quote, type Report } from '../../model/file-fault.ts';
import { nearest } from '../../model/nearest.ts';
import { asMapping, asText, type Entry } from '../routes-file.ts';
import { CONVERTORS } from './path-syntax.ts';
import { literalBraces, templateParams } from './template-params.ts';

/**
 * What a framework says about a path when the application is built, so that a routes file can't hold what no program could:
 * Starlette asserts the leading slash and known convertors and refuses a parameter name twice (starlette/routing.py,
 * `Route.__init__`, `compile_path`). FastAPI's own routes don't assert the slash (fastapi/routing.py); such a route is
 * registered, and nothing reaches it. OpenAPI's templates have neither convertors nor such limits.
 */
export function checkPath(entry: Entry, report: Report): void {
  const { node, text, path, offset, owner } = entry;
  checkKind(entry, report);
  if (node === 'include') return;
  if (node === 'route' || node === 'websocket') checkSlash(entry, report);
  if (node === 'route') checkShortMethod(entry, report);
  if (owner.dialect.paths.refuses) checkTemplate(text, path, offset, node === 'mount' ? ['path'] : [], report);
  if (node === 'route' && entry.keys.params !== undefined) checkParams(entry, report);
}

/** What an application of this kind can't hold, in its framework's words. */
function checkKind({ node, form, path, owner }: Entry, report: Report): void {
  const refusal = owner.kind.opaque === null ? owner.kind.refuses[node] : undefined;
  if (!refusal) return;
  const { message, expected, hint, ignored } = refusal;
  const severity = ignored ? 'warning' : 'error';
  report([...path.slice(0, -1), form], 'wrong-kind', message, { severity, part: 'key', expected, hint });
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
        hint: near ? `did you mean {${name}:${near}}?` : 'custom convertors are not supported: use one of these',
      });
    }
    if (seen.has(name)) {
      report(path, 'duplicate-parameter', `parameter ${quote(name)} appears twice in the path`, {
        within,
        expected: 'each name once; Starlette refuses such a route',
        hint:
          name === 'path' && path.at(-1) === 'mount' ? 'a mount already has a parameter `path`' : 'rename one of them',
      });
    }
    seen.add(name);
  }
  for (const { text, start } of literalBraces(template)) {
    report(path, 'literal-braces', `${quote(text)} is not a parameter: it is matched literally`, {
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

function checkSlash({ node, text, path, offset, keys, owner }: Entry, report: Report): void {
  if (text.startsWith('/')) return;
  const within = { start: offset, length: text.length };
  const expected = 'a path that begins with /';
  if (owner.dialect.assertsSlash || keys.plain === true) {
    const message = `${quote(text)} has no leading slash, and Starlette refuses such a path`;
    report(path, 'leading-slash', message, { within, expected, hint: `write ${quote(`/${text}`)}` });
  } else if (text !== '' || (owner.router === null && owner.prefix === '')) {
    const what = node === 'websocket' ? 'websocket' : 'route';
    const message =
      text === ''
        ? `a ${what} with an empty path is unreachable here`
        : `${quote(text)} has no leading slash, so no request reaches it`;
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
  const reason = keys.plain === true ? 'a plain Starlette route' : owner.dialect.validates ? null : owner.dialect.label;
  if (reason && Object.keys(asMapping(keys.params) ?? {}).length > 0) {
    report(at, 'unused-params', `${reason} validates no parameters: these annotations do nothing`, {
      severity: 'warning',
      part: 'key',
      hint: 'a convertor decides the match instead: {user_id:int}',
    });
  }
}
