import { describe, expect, test } from 'vitest';
import { currentRow } from '../../../src/session/selectors.ts';
import { answerText, press, screenText, session } from '../support.ts';
import { changes, onRow, rows } from './support.ts';

const ME = 'GET /api/users/me';

describe('a key on the chosen route', () => {
  test.each([
    ['space', 'read_me', '[space]', 'switch off `GET /api/users/me`'],
    ['K', 'read_me', 'K', 'move `GET /api/users/me` above `GET,DELETE /api/users/{user_id}`'],
    ['alt-↑', 'read_me', '[alt-up]', 'move `GET /api/users/me` above `GET,DELETE /api/users/{user_id}`'],
    ['J', 'list_users', 'J', 'move `GET /api/users` below `POST /api/users`'],
    ['<', 'read_me', '<', 'move `GET /api/users/me` above `GET /api/users`'],
    ['>', 'list_users', '>', 'move `GET /api/users` below `GET /api/users/me`'],
    ['d', 'read_me', 'd', 'duplicate `GET /api/users/me`'],
    ['x', 'read_me', 'x', 'remove `GET /api/users/me`'],
    ['e', 'read_me', 'e[ctrl-u]/self[enter]', 'change the path of `GET /api/users/me` to `/self`'],
    ['m', 'read_me', 'm[ctrl-u]get, put[enter]', 'change the methods of `GET /api/users/me` to GET and PUT'],
    [
      'a',
      'DELETE',
      'a[ctrl-u]user_id: enum:a,b[enter]',
      'declare `user_id` as `enum:a,b` in `GET,DELETE /api/users/{user_id}`',
    ],
    ['n', 'read_me', 'nPOST /me[enter]', 'add `POST /api/users/me`'],
    [
      'r, the inclusion',
      'read_me',
      'r/api[enter][ctrl-u]/v2[enter]',
      'include router `users` under `/v2` instead of `/api`',
    ],
    [
      'r, the router',
      'read_me',
      'ritself[enter][ctrl-u]/people[enter]',
      'change the prefix of router `users` to `/people`',
    ],
    ['i', 'read_me', 'i[enter]/api[enter]', 'include router `billing` under `/api`'],
    ['f', 'read_me', 'f', 'switch to starlette'],
    ['f4', 'read_me', '[f4][enter]', 'switch off `redirect_slashes`'],
    ['f4, a text', 'read_me', '[f4]docs_url[enter][ctrl-u]/help[enter]', 'set `docs_url` to `/help`'],
    ['f4, the server', 'read_me', '[f4]server[enter]/proxy[enter]', "set the server's root path to `/proxy`"],
  ])('%s on %s', (_, route, keys, words) => {
    const before = onRow(route);
    const after = press(before, keys);
    expect(changes(after)).toEqual([words]);
    expect(after.compiled).not.toBe(before.compiled);
    const undone = press(after, '[esc][ctrl-z]');
    expect(changes(undone)).toEqual([]);
    expect(undone.compiled).toBe(before.compiled);
  });

  test('the cursor follows a route that moves', () => {
    const state = press(onRow('read_me'), 'K');
    expect(currentRow(state)?.registration.name).toBe('read_me');
    expect(rows(state).indexOf(ME)).toBeLessThan(rows(state).indexOf('GET /api/users/{user_id}'));
    expect(currentRow(press(state, 'KKu'))?.registration.name).toBe('read_me');
  });

  test('every change to what holds the route is in one list', () => {
    const menu = (find: string) => press(onRow('read_me'), `w${find}[enter]`);
    expect(changes(menu('under /api off'))).toEqual(['switch off the inclusion of router `users` under `/api`']);
    expect(screenText(press(onRow('read_me'), 'w'))).toContain('the inclusion of router users under /api');
    expect(changes(press(onRow('/static'), 'e[ctrl-u]/files[enter]'))).toEqual([
      'change the path of `mount /static` to `/files`',
    ]);
  });
});

describe('what can’t be done', () => {
  test.each([
    ['a move beyond the end', 'read_me', 'J', 'already at that end'],
    ['methods of a mount', '/static', 'm', 'has no methods'],
    ['a path that says nothing new', 'read_me', 'e[enter]', ''],
    ['a path that the framework refuses', 'read_me', 'e[ctrl-u]/{a:nope}[enter]', 'nope'],
    ['a prefix with a slash at its end', 'read_me', 'r/api[enter][ctrl-u]/v2/[enter]', 'must not end with "/"'],
    ['no method', 'read_me', 'm[ctrl-u][enter]', 'at least one method'],
    ['a type that is unknown', 'DELETE', 'a[ctrl-u]user_id: integer[enter]', 'unknown type "integer"'],
    ['a parameter that isn’t there', 'DELETE', 'a[ctrl-u]nobody: int[enter]', 'has no parameter "nobody"'],
    ['a route without a path', 'read_me', 'nPOST[enter]', 'has no path'],
  ])('%s says why and changes nothing', (_, route, keys, said) => {
    const before = onRow(route);
    const after = press(before, keys);
    expect(screenText(after)).toContain(said);
    expect(after.compiled).toBe(before.compiled);
    expect(changes(after)).toEqual([]);
  });

  test('the editor says what is wrong while it is typed, and what the line would do', () => {
    const typing = press(onRow('get_order'), 'e[ctrl-u]me');
    expect(screenText(typing)).toMatch(/✗ .*must start with/);
    expect(screenText(press(typing, '[home]/x[end]'))).toContain(
      '✓ change the path of GET /api/orders/{order_id} to /xme',
    );
  });

  test('nothing is changed that the filter has put out of sight', () => {
    const none = press(session(), '[tab]/nothing like it[enter]');
    expect(changes(press(none, '[space]xKd'))).toEqual([]);
  });

  test('a route that the framework adds belongs to the settings', () => {
    const docs = session(undefined, { framework: 'fastapi', routes: ['GET /x'] });
    expect(screenText(press(docs, '[tab][home]x'))).toContain('F4 changes its setting');
  });
});

describe('what is switched off', () => {
  const off = press(onRow('read_me'), '[space]');

  test('stays in the table, with a sign and without a number, and answers nothing', () => {
    expect(screenText(off)).toMatch(/^ × {3}– {2}GET +\/api\/users\/me/m);
    expect(screenText(off)).toContain('Registered Routes ─ 9, 1 off');
    expect(rows(off)).not.toContain(ME);
    expect(off.compiled?.registrations.some((one) => one.path === '/api/users/me')).toBe(false);
  });

  test('is switched on again by the same key', () => {
    const on = press(off, '[space]');
    expect(rows(on)).toContain(ME);
    expect(changes(on)).toHaveLength(2);
  });

  test('a router that is off takes its routes along, and any of them switches it on', () => {
    const router = press(onRow('read_me'), 'wunder /api off[enter]');
    expect(screenText(router)).toContain('5 off');
    const on = press({ ...router, focus: 'table', table: { cursor: 3, top: 0 } }, '[space]');
    expect(rows(on)).toContain(ME);
  });
});

describe('from a near miss', () => {
  test('Enter moves the shadowed route up, and the request is answered by it', () => {
    const typed = press(session(), 'GET /api/users/me');
    expect(answerText(typed)).toContain('422');
    const state = press(typed, '[enter]');
    expect(state.bar.text).toBe('GET /api/users/me');
    expect(answerText(state)).toMatch(/200 OK +GET \/api\/users\/me/);
  });

  test('Enter in the list of near misses does the same', () => {
    const state = press(session(), 'GET /billing/invoices[tab][enter]');
    expect(changes(state)).toEqual(['include router `billing`']);
    expect(answerText(state)).toContain('200 OK');
  });
});
