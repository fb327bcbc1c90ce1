import { describe, expect, it } from 'vitest';
import type { RoutesFile } from '../../../src/formats/routes-file/build-tree.ts';
import { unregisteredOf } from '../../../src/session/experiment/unregistered.ts';
import type { State } from '../../../src/session/state.ts';
import { press, screenText, session } from '../support.ts';
import { changes, rows } from './support.ts';

const FILE: RoutesFile = {
  framework: 'fastapi',
  docs_url: null,
  redoc_url: null,
  openapi_url: null,
  routers: {
    used: { routes: ['GET /used', { include: 'inner', prefix: '/in' }] },
    inner: { routes: ['GET /x'] },
    billing: { prefix: '/billing', routes: ['GET /invoices', { include: 'lost', prefix: '/lost' }] },
    lost: { routes: ['GET /y'] },
    bare: { routes: [] },
  },
  routes: [
    'GET /first',
    { include: 'used', prefix: '/api' },
    { include: 'bare', prefix: '/bare' },
    { mount: '/empty', app: { framework: 'starlette', routes: [] } },
    { mount: '/files', app: { kind: 'asgi' } },
    {
      host: 'a.org',
      app: { framework: 'fastapi', openapi_url: null, routes: [{ mount: '/m', app: { kind: 'router', routes: [] } }] },
    },
  ],
};

const open = (file = FILE): State => press(session({ columns: 120, rows: 40 }, file), '[tab]');
const listed = (state: State) => {
  const { routers, empty } = unregisteredOf(state.compiled?.tree as NonNullable<State['compiled']>['tree']);
  return [...routers.map(({ name }) => name), ...empty.map(({ words }) => words)];
};

describe('what registers nothing', () => {
  it('is every router that nothing reaches, and every inclusion, mount and host with nothing behind it', () => {
    expect(listed(open())).toEqual([
      'billing',
      'lost',
      'the inclusion of router bare under /bare',
      'mount /empty',
      'host a.org',
      'mount /m',
    ]);
  });

  it('is told above the table with its key, and not where there is none', () => {
    expect(screenText(open())).toContain('unused');
    const whole = open({ ...FILE, routers: {}, routes: ['GET /first'] });
    expect(screenText(whole)).not.toContain('unused');
    expect(press(whole, 'I').notice).toBe('no unused routers or empty mounts');
  });

  it('is not what is switched off: that has its rows', () => {
    const off = press(
      open({ ...FILE, routers: { used: { routes: ['GET /u'] } }, routes: [{ include: 'used' }] }),
      '[space]',
    );
    expect(listed(off)).toEqual([]);
  });

  it('is listed with what can be done about it, and what the routers would bring', () => {
    const text = screenText(press(open(), 'I'));
    expect(text).toContain('router billing: unused');
    expect(text).toContain('GET /invoices, include lost /lost');
    expect(text).toContain('mount /empty: no routes');
  });

  it.each([
    ['Iinclude billing[enter]/api[enter]', 'GET /api/billing/invoices', 'include router `billing` under `/api`'],
    ['Iempty add inside[enter]GET /now[enter]', 'GET /empty/now', 'add `GET /empty/now`'],
    ['Ibare add inside[enter]GET /now[enter]', 'GET /bare/now', 'add `GET /bare/now`'],
  ])('can be changed: %s', (keys, row, words) => {
    const after = press(open(), keys);
    expect(rows(after)).toContain(row);
    expect(changes(after)).toEqual([words]);
  });

  it('lets the prefix of a router be changed before it is included', () => {
    const after = press(open(), 'Iprefix billing[enter][ctrl-u]/pay[enter]Iinclude billing[enter][enter]');
    expect(rows(after)).toContain('GET /pay/invoices');
  });
});
