import { describe, expect, test } from 'vitest';
import { lineText } from '../../src/session/screen.ts';
import { contextOf, initialState } from '../../src/session/state.ts';
import { update } from '../../src/session/update.ts';
import { panelContent } from '../../src/session/view/panels.ts';
import { play, press, SHOP, screenText, session } from './support.ts';

const MANY = { ...SHOP, routes: Array.from({ length: 60 }, (_, i) => `GET /r${i}`) };
const many = () => session(undefined, MANY);

/** Keys that people bring along from other programs. */
describe('a key pressed by reflex', () => {
  test('ctrl-n goes to the next near miss as ↓ does', () => {
    expect(press(session(), 'GET /api/usrs/3[ctrl-n]').miss).toBe(1);
  });

  test.each(['pagedown', 'pageup'])('%s in the bar leads into the routes', (key) => {
    const state = press(press(many(), 'GET /r30'), `[${key}]`);
    expect([contextOf(state), state.bar.text]).toEqual(['table', 'GET /r30']);
    expect(Math.sign(state.table.cursor - 30)).toBe(key === 'pagedown' ? 1 : -1);
  });

  test('pagedown while filtering goes through what is found', () => {
    const state = press(many(), '[tab]/r1[pagedown]');
    expect([contextOf(state), state.filter.input.text]).toEqual(['table', 'r1']);
  });

  test.each(['ctrl-f', 'ctrl-d', 'pagedown'])('%s pages the routes, and its counterpart goes back', (key) => {
    const down = press(many(), `[tab][${key}]`);
    expect(down.table.cursor).toBeGreaterThan(5);
    const counterpart = { 'ctrl-f': 'ctrl-b', 'ctrl-d': 'ctrl-u', pagedown: 'pageup' }[key] ?? '';
    expect(press(down, `[${counterpart}]`).table.cursor).toBe(0);
  });

  test('y copies, as c does', () => {
    const [, copied] = play(session(), 'GET /api/users[tab]y');
    expect(copied).toContainEqual(expect.objectContaining({ kind: 'copy', what: 'curl command' }));
  });

  test('alt-c copies the request in the bar, c the corrected one', () => {
    const text = (keys: string) => play(session(), keys)[1].find((effect) => effect.kind === 'copy')?.text;
    expect(text('DELETE /api/user?x=1[alt-c]')).toBe("curl -X DELETE 'http://localhost:8000/api/user?x=1'");
    expect(text('GET /api/user?x=1[tab]c')).toBe("curl 'http://localhost:8000/api/users?x=1'");
    expect(text("GET http://a.example.org/it's[alt-c]")).toBe(
      "curl -H 'Host: a.example.org' 'http://localhost:8000/it'\\''s'",
    );
    expect(text('[alt-c]')).toBeUndefined();
  });

  test('ctrl-l asks for the screen to be drawn again', () => {
    expect(play(session(), '[ctrl-l]')[1]).toEqual([{ kind: 'redraw' }]);
  });

  test(': finds actions, ctrl-g goes back', () => {
    const open = press(session(), '[tab]:');
    expect(contextOf(open)).toBe('pick');
    expect(contextOf(press(open, '[ctrl-g]'))).toBe('table');
  });

  test('space, g and G move through the help', () => {
    const scroll = (keys: string) => {
      const { overlay } = press(session(), `[f1]${keys}`);
      return overlay?.kind === 'help' ? overlay.scroll : -1;
    };
    expect(scroll('[space]')).toBeGreaterThan(10);
    expect(scroll('G')).toBeGreaterThan(scroll('[space]'));
    expect(scroll('Gg')).toBe(0);
  });
});

describe('words for people', () => {
  test('what has a chord and a letter is one line of the help', () => {
    const help = panelContent(session(), 'help').map(lineText);
    expect(help.filter((line) => line.includes('undo the last change'))).toHaveLength(1);
    expect(help.find((line) => line.includes('undo the last'))).toMatch(/ctrl-z u /);
  });

  test('two columns of the help are about as high', () => {
    const help = panelContent(session({ columns: 160, rows: 50 }), 'help').map(lineText);
    const used = (from: number, to?: number) => help.findLastIndex((line) => line.slice(from, to).trim() !== '');
    expect(Math.abs(used(0, 78) - used(80))).toBeLessThan(10);
  });

  test('no mark-up is left in what was written for several places', () => {
    const changed = press(session(), 'GET /billing/invoices[enter]');
    expect(screenText(changed)).toContain('included router billing');
    expect(screenText(changed)).not.toContain('`');
    expect(screenText(press(changed, '[ctrl-t]'))).not.toContain('`');
  });

  test('the region that has the keyboard can be told without colour', () => {
    const rule = (keys: string) =>
      screenText(press(session(), `GET /api/user${keys}`))
        .split('\n')
        .find((line) => /Registered|Route /.test(line));
    expect(rule('')).toMatch(/^── Registered/);
    expect(rule('[tab][tab]')).toMatch(/^━━ Registered/);
    expect(rule('[tab][tab][enter]')).toMatch(/^━━ Route .*━━$/);
  });

  test('the footer names first what Enter does', () => {
    const footer = (keys: string) => screenText(press(session(), keys)).split('\n').at(-1);
    expect(footer('GET /api/usrs/3')).toMatch(/^ ⏎ use near miss/);
    expect(footer('GET /api/users/me[tab]')).toContain('⏎ apply the change');
    expect(footer('GET /api/usrs/3[tab]')).toMatch(/^ ↑↓ select 1\/2 {2}⏎ use it/);
  });

  test.each([
    [59, 16, ['nearmiss needs 60×16,', '59×16', 'ctrl-c']],
    [12, 8, ['60×16', 'ctrl-c']],
    [8, 2, ['60×16']],
  ])('says at %i×%i what it needs', (columns, rows, parts) => {
    const text = screenText(press(session({ columns, rows }), '/x'));
    for (const part of parts) expect(text).toContain(part);
    expect(text).not.toContain('…');
  });

  test('a long name of the source leaves room for what else there is to know', () => {
    const app = session({ columns: 60, rows: 16 }, MANY);
    const header = screenText({ ...app, source: `https://api.example.org/${'folder/'.repeat(20)}openapi.json` }).split(
      '\n',
    )[0];
    expect(header).toMatch(/https:.*….*openapi\.json {2}fastapi {2}60 routes$/);
  });

  test('a source that cannot be used shows at once why', () => {
    const problem = {
      severity: 'error' as const,
      message: 'there is no router called `usres`',
      at: { file: 'routes.yaml', line: 6 },
    };
    const none = { code: 'unknown-router', lineText: null, span: null, expected: null, hint: 'did you mean `users`?' };
    const start = update(initialState('routes.yaml', { columns: 60, rows: 16 }), {
      kind: 'loaded',
      app: null,
      problems: [{ ...problem, ...none }],
    })[0];
    const text = screenText(start).replace(/\s+/g, ' ');
    expect(text).toContain('routes.yaml:6: there is no router called usres did you mean users?');
    expect(text).not.toContain('Registered Routes');
    expect(text).toMatch(/F2 problems ctrl-c quit F1 help ?$/);
  });

  test('an empty bar says what it takes, on every screen', () => {
    for (const rows of [16, 24])
      expect(screenText(session({ columns: 60, rows }))).toContain('METHOD /path, a URL, or paste');
  });

  test('news that are cut keep what can be done about them', () => {
    const changed = press(session({ columns: 60, rows: 16 }), 'GET /api/users/me[enter]');
    expect(screenText(changed).split('\n').at(-1)).toMatch(/^ moved GET .*… {2}─ ctrl-z: undo$/);
  });

  test('the details say how much of them is out of sight', () => {
    const details = press(session({ columns: 60, rows: 16 }), 'GET /api/users/1[tab][enter]');
    expect(screenText(details)).toMatch(/Route .*1–\d+ of \d+ lines/);
  });
});
