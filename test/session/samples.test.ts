import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { compile } from '../../src/dialects/index.ts';
import { readSource } from '../../src/formats/read-source.ts';
import { formatRequest, isRequestFault, parseRequest } from '../../src/model/parse-request.ts';
import { formatStatus } from '../../src/model/status.ts';
import { exampleRequest } from '../../src/session/example.ts';
import { initialState } from '../../src/session/state.ts';
import { update } from '../../src/session/update.ts';
import { answerText, press } from './support.ts';

const folder = new URL('../../samples/', import.meta.url);
const samples = readdirSync(folder).filter((name) => /\.(ya?ml|json)$/.test(name));

describe.each(samples)('%s', async (name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const { tree } = await readSource(text, {
    name,
    framework: null,
    allowOutside: false,
    load: async () => null as never,
  });
  if (!tree) throw new Error(`${name} can't be read`);
  const app = compile(tree);
  const [empty] = update(initialState(name, { columns: 200, rows: 50 }), { kind: 'loaded', app, problems: [] });

  test('shows for every example request what `explain` answers', () => {
    expect(app.rows.length).toBeGreaterThan(0);
    for (const row of app.rows.filter(({ method }) => method !== 'WS')) {
      const typed = formatRequest(exampleRequest(row));
      const request = parseRequest(typed);
      if (isRequestFault(request)) throw new Error(`${typed}: ${request.message}`);
      const { resolution, misses } = diagnose(app, request);
      const shown = answerText(press(empty, typed.replaceAll('[', '[[]')));
      expect(shown, typed).toContain(formatStatus(resolution.status));
      if (resolution.route !== null) expect(shown, typed).toContain(resolution.route);
      const [best] = misses;
      if (best) expect(shown, typed).toContain(`≈1 ${best.method}`);
    }
  });

  test('has an example for every row that the row or one above it answers', () => {
    for (const row of app.rows.filter(
      ({ method, registration }) => method !== 'WS' && registration.kind !== 'frontend',
    )) {
      const resolution = app.resolve(exampleRequest(row));
      const mine = resolution.registration === row.registration;
      const above = resolution.registration !== null && resolution.registration.order < row.registration.order;
      expect(mine || above, `${row.method} ${row.registration.path}`).toBe(true);
    }
  });
});
