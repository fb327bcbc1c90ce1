import { type Annotation, parseAnnotation } from '../../model/annotation.ts';
import type { Problem } from '../../model/problem.ts';
import type { FrameworkName, OptionValue, RouteNode, RouteTree } from '../../model/route-tree.ts';
import { isEditFault } from '../../whatif/edit.ts';
import type { Locator } from '../../whatif/locate.ts';
import { describeLocated, type LocatedEdit } from '../../whatif/located-edit.ts';
import { type Scenario, scenarioFrom } from '../../whatif/scenario.ts';
import type { RouteShape } from '../routes-file/build-tree.ts';
import { buildTree } from '../routes-file/build-tree.ts';
import { readValidated } from '../validation/read-validated.ts';
import { validateFile } from '../validation/validate-file.ts';
import { EDIT_KINDS, SCENARIO_FILE } from './scenario-file-spec.ts';

/** A scenario as a file has it; `scenarioFrom` puts it onto a base. */
interface SavedScenario {
  readonly name: string;
  /** The source that it was made on, as it was named then; null where the file doesn't say. */
  readonly base: string | null;
  /** In order. */
  readonly edits: readonly SavedEdit[];
}

interface SavedEdit {
  readonly located: LocatedEdit;
  /** Its own words; on a base that it fits there are better ones (`describeEdit`). */
  readonly words: string;
  /** Line of the file, from 1; null where that's unknown. */
  readonly line: number | null;
}

export interface ScenarioReading {
  /** Null where there is an error among the problems. */
  readonly scenario: SavedScenario | null;
  /** All of them, in the order of the text. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a scenario file: the changes of an application, each naming what it changes by the way to it. A way that is a single
 * text starts at the application.
 *
 * ```yaml
 * scenario: me is reachable
 * base: bookshop.yaml
 * edits:
 *   - move: [router users, GET /me]
 *     above: [router users, "GET /{user_id}"]
 *   - remove: GET /legacy
 * ```
 */
export async function readScenarioFile(text: string, file: string): Promise<ScenarioReading> {
  const { value, lineOf, problems } = await readValidated(text, {
    file,
    validate: (found, most, report) => validateFile(found, SCENARIO_FILE, report, most),
    noted: 'all',
    expected: 'a scenario, with `edits:`',
    hint: 'the shortest one: edits: [{remove: GET /users}]',
  });
  if (value === null) return { scenario: null, problems };
  const { scenario = '', base = null, edits } = value as ScenarioShape;
  const saved = edits.map((shape, i): SavedEdit => {
    const located = toEdit(shape);
    return { located, words: describeLocated(located), line: lineOf(['edits', i]) };
  });
  return { scenario: { name: scenario, base, edits: saved }, problems };
}

/** Reads a scenario file and puts it onto a base. A change that doesn't fit the base is a warning, and the others stand. */
export async function openScenario(
  text: string,
  file: string,
  base: RouteTree,
): Promise<{ readonly scenario: Scenario | null; readonly problems: readonly Problem[] }> {
  const { scenario: saved, problems } = await readScenarioFile(text, file);
  if (saved === null) return { scenario: null, problems };
  const scenario = scenarioFrom(base, saved.edits, saved.name);
  const misfits = scenario.steps.flatMap(({ edit, words }, i) =>
    isEditFault(edit) ? [misfit(words, edit.fault, file, saved.edits[i]?.line ?? null)] : [],
  );
  return { scenario, problems: [...problems, ...misfits] };
}

function misfit(words: string, fault: string, file: string, line: number | null): Problem {
  return {
    severity: 'warning',
    code: 'change-does-not-fit',
    message: `left out: ${words}; ${fault}`,
    at: line === null ? null : { file, line },
    lineText: null,
    span: null,
    expected: null,
    hint: 'the source has changed since the scenario was saved, or it is another source',
  };
}

interface ScenarioShape {
  readonly scenario?: string;
  readonly base?: string;
  readonly edits: readonly EditShape[];
}

/** A change without faults. */
type EditShape = Readonly<Record<string, unknown>>;

function toEdit(shape: EditShape): LocatedEdit {
  const kind = EDIT_KINDS.find((one) => Object.hasOwn(shape, one)) ?? 'batch';
  const main = shape[kind];
  const node = toLocator(main);
  const neighbours = { above: toLocatorOrNull(shape.above), below: toLocatorOrNull(shape.below) };
  switch (kind) {
    case 'disable':
    case 'enable':
    case 'duplicate':
    case 'remove':
      return { kind, node };
    case 'move':
      return { kind, node, ...neighbours };
    case 'set-path':
      return { kind, node, path: shape.path as string };
    case 'set-methods':
      return { kind, node, methods: (shape.methods as readonly string[]).map((method) => method.toUpperCase()) };
    case 'set-params':
      return { kind, node, params: toAnnotations(shape.params as Readonly<Record<string, string>>) };
    case 'add':
      return { kind, into: toLocator(shape.into ?? APP), route: toRoute(main as RouteShape), ...neighbours };
    case 'set-prefix':
      return { kind, node, prefix: shape.prefix as string };
    case 'include': {
      const prefix = (shape.prefix as string | undefined | null) ?? '';
      return { kind, router: main as string, into: toLocator(shape.into ?? APP), prefix };
    }
    case 'set-option':
      return { kind, app: node, option: shape.option as string, value: shape.value as OptionValue };
    case 'set-server-root-path':
      return { kind, value: main as string };
    case 'set-framework':
      return { kind, framework: main as FrameworkName };
    case 'batch':
      return { kind, edits: (main as readonly EditShape[]).map(toEdit) };
  }
}

const APP: Locator = ['app'];

/** A single text names a node of the outermost application, except for what a way can start with. */
function toLocator(value: unknown): Locator {
  if (Array.isArray(value)) return value as Locator;
  const step = typeof value === 'string' ? value : '';
  return step === 'app' || step.startsWith('router ') ? [step] : ['app', step];
}

const toLocatorOrNull = (value: unknown) => (value === undefined || value === null ? null : toLocator(value));

function toAnnotations(params: Readonly<Record<string, string>>): Readonly<Record<string, Annotation>> {
  const entries = Object.entries(params).map(([name, text]) => [name, parseAnnotation(text)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Annotation] => entry[1] !== null));
}

function toRoute(shape: RouteShape): RouteNode {
  return buildTree({ routes: [shape] }).app.routes[0] as RouteNode;
}
