import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTree } from '../../../src/formats/routes-file/build-tree.ts';
import { openScenario, readScenarioFile } from '../../../src/formats/scenario-file/read-scenario-file.ts';
import { writeScenarioFile } from '../../../src/formats/scenario-file/write-scenario-file.ts';
import type { RouteTree } from '../../../src/model/route-tree.ts';
import { formatLocation } from '../../../src/model/source.ts';
import { isEditFault } from '../../../src/whatif/edit.ts';
import { label } from '../../../src/whatif/label.ts';
import * as scenarios from '../../../src/whatif/scenario.ts';
import { runs } from '../../support/runs.ts';
import { editOf, randomIngredients, randomTree } from '../../whatif/random-app.ts';

describe('a scenario file', () => {
  it('gives the same table again', async () => {
    await fc.assert(
      fc.asyncProperty(randomTree, fc.array(randomIngredients, { maxLength: 8 }), async (base, edits) => {
        let scenario = scenarios.startScenario(base, 'try: #1');
        for (const one of edits) {
          const next = scenarios.pushEdit(scenario, editOf(scenarios.treeOf(scenario), one));
          if (!isEditFault(next)) scenario = next;
        }
        const text = writeScenarioFile({ name: scenario.name, base: 'shop.yaml', edits: scenario.steps });
        const { scenario: saved, problems } = await readScenarioFile(text, 's.yaml');
        expect(problems).toEqual([]);
        expect(saved?.name).toBe('try: #1');
        expect(saved?.base).toBe('shop.yaml');
        const again = scenarios.scenarioFrom(base, saved?.edits ?? []);
        expect(scenarios.misfitsOf(again)).toEqual([]);
        expect(withoutIds(scenarios.treeOf(again))).toEqual(withoutIds(scenarios.treeOf(scenario)));
        expect(again.steps.map((step) => step.words)).toEqual(scenario.steps.map((step) => step.words));
      }),
      { numRuns: runs(100) },
    );
  });

  it('reads what a person writes', async () => {
    const { scenario, problems } = await readScenarioFile(
      `edits:
  - remove: GET /legacy
  - set-prefix: router users
    prefix: /people
  - include: billing
  - set-option: app
    option: docs_url
    value: null
  - add: {path: /x, methods: [get], params: {id: int}}
`,
      's.yaml',
    );
    expect(problems).toEqual([]);
    expect(scenario?.edits.map((edit) => edit.words)).toEqual([
      'remove `app › GET /legacy`',
      'set prefix `router users`',
      'include router `billing` in `app`',
      'set docs_url of `app` to null',
      'add `GET /x` to `app`',
    ]);
  });

  it('goes onto a base as far as it fits', async () => {
    const base = buildTree({ routes: ['GET /a', 'GET /b'] });
    const text = 'edits:\n  - remove: GET /a\n  - remove: GET /gone\n  - move: GET /b\n    above: GET /c\n';
    const { scenario, problems } = await openScenario(text, 's.yaml', base);
    expect(scenario && scenarios.treeOf(scenario).app.routes.map(label)).toEqual(['GET /b']);
    expect(problems.map(({ severity, message, at }) => [severity, message, at?.line])).toEqual([
      ['warning', 'left out: remove `app › GET /gone`; not found: `app › GET /gone`', 3],
      ['warning', 'left out: move `app › GET /b`; not found: `app › GET /c`', 4],
    ]);
  });

  it.each<[string, string[]]>([
    ['', ['s.yaml:1 empty-file']],
    ['[]', ['s.yaml:1:1 wrong-type']],
    ['scenario: x', ['s.yaml:1:1 missing-key']],
    ['edits: 5', ['s.yaml:1:8 wrong-type']],
    ['edit: []', ['s.yaml:1:1 unknown-key', 's.yaml:1:1 missing-key']],
    ['edits:\n  - {}\n  - remov: GET /a', ['s.yaml:2:5 missing-key', 's.yaml:3:5 unknown-key']],
    ['edits: [{remove: GET /a, enable: GET /b}]', ['s.yaml:1:26 mixed-forms']],
    [
      'edits: [{remove: []}, {remove: [GET /a]}, {remove: [app, 5]}]',
      ['s.yaml:1:18 wrong-type', 's.yaml:1:33 locator', 's.yaml:1:58 wrong-type'],
    ],
    ['edits: [{set-path: GET /a}]', ['s.yaml:1:9 missing-key']],
    ['edits: [{set-path: GET /a, path: /b, pth: /c}]', ['s.yaml:1:38 unknown-key']],
    [
      'edits: [{set-methods: GET /a, methods: []}, {set-methods: GET /a, methods: [G T]}]',
      ['s.yaml:1:40 empty-list', 's.yaml:1:77 method'],
    ],
    ['edits: [{set-params: GET /a, params: {id: integer}}]', ['s.yaml:1:43 unknown-annotation']],
    ['edits: [{add: /a}, {add: {path: /a}}]', ['s.yaml:1:15 short-form', 's.yaml:1:26 missing-key']],
    ['edits: [{set-option: app, option: redirect, value: 5}]', ['s.yaml:1:35 unknown-value', 's.yaml:1:52 wrong-type']],
    ['edits: [{set-framework: flask}]', ['s.yaml:1:25 unknown-value']],
    ['edits: [{batch: [{remove: 1}]}]', ['s.yaml:1:27 wrong-type']],
  ])('with faults: %j', async (text, expected) => {
    const { scenario, problems } = await readScenarioFile(text, 's.yaml');
    expect(scenario).toBeNull();
    expect(problems.map((one) => `${one.at ? formatLocation(one.at) : ''} ${one.code}`)).toEqual(expected);
  });

  it('survives aliases that multiply', async () => {
    const levels = Array.from(
      { length: 18 },
      (_, i) => `  - &b${i + 1} {batch: [${Array(9).fill(`*b${i}`).join(', ')}]}`,
    );
    const text = `edits:\n  - &b0 {remove: GET /a}\n${levels.join('\n')}\n`;
    const { scenario, problems } = await readScenarioFile(text, 's.yaml');
    expect(scenario).toBeNull();
    expect(problems.map((problem) => problem.code)).toContain('alias-bomb');
  });

  it('never throws', async () => {
    const edits = fc.jsonValue().map((value) => JSON.stringify({ edits: [value] }));
    const kinds = fc.constantFrom('move', 'add', 'batch', 'set-params', 'set-option');
    const changes = fc
      .tuple(kinds, fc.jsonValue())
      .map(([kind, value]) => JSON.stringify({ edits: [{ [kind]: value }] }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json(), edits, changes), async (text) => {
        const { scenario, problems } = await readScenarioFile(text, 's.yaml');
        expect(scenario === null).toBe(problems.some((problem) => problem.severity === 'error'));
      }),
      { numRuns: runs(200) },
    );
  });
});

/** What comes back after it was removed gets a fresh id. */
const withoutIds = (tree: RouteTree) => JSON.parse(JSON.stringify(tree, (key, value) => (key === 'id' ? 0 : value)));
