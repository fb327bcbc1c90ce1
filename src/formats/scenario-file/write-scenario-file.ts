import { makeApp } from '../../dialects/make-app.ts';
import { DEFAULT_FRAMEWORK } from '../../dialects/registry.ts';
import { formatAnnotation } from '../../model/annotation.ts';
import type { OptionValue, RouteNode } from '../../model/route-tree.ts';
import type { Locator } from '../../whatif/locate.ts';
import type { LocatedEdit, Neighbours } from '../../whatif/located-edit.ts';
import { writeRoutesFile } from '../routes-file/write-routes-file.ts';
import { scalar } from '../routes-file/write-scalar.ts';

/** What `readScenarioFile` gives back: a scenario with the words of its changes as comments. */
export interface ScenarioToWrite {
  readonly name: string;
  /** The source that it is made on, as the user names it. */
  readonly base: string | null;
  readonly edits: readonly { readonly located: LocatedEdit; readonly words: string }[];
}

/**
 * A scenario as a file (YAML), so that reading it gives the same changes again. What a routes file has no words for is lost
 * on added routes: that they are switched off, constraints of annotations.
 */
export function writeScenarioFile({ name, base, edits }: ScenarioToWrite): string {
  const lines = ['# Changes of an application, to try: nearmiss SOURCE --scenario THIS_FILE'];
  if (name !== '') lines.push(`scenario: ${scalar(name, 'block')}`);
  if (base !== null) lines.push(`base: ${scalar(base, 'block')}`);
  lines.push(edits.length === 0 ? 'edits: []' : 'edits:');
  for (const { located, words } of edits) {
    lines.push(`  # ${comment(words)}`);
    lines.push(...item(editLines(located)).map((line) => `  ${line}`));
  }
  return `${lines.join('\n')}\n`;
}

/** Words in a comment must not end it, nor hold what YAML doesn't allow. */
const comment = (words: string) => words.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\ufeff\ufffe\uffff]+/gu, ' ');

const item = (lines: readonly string[]) => lines.map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`));

/** The lines of one change, as a mapping. */
function editLines(edit: LocatedEdit): readonly string[] {
  switch (edit.kind) {
    case 'disable':
    case 'enable':
    case 'duplicate':
    case 'remove':
      return [`${edit.kind}: ${way(edit.node)}`];
    case 'move':
      return [`move: ${way(edit.node)}`, ...neighbourLines(edit)];
    case 'set-path':
      return [`set-path: ${way(edit.node)}`, `path: ${scalar(edit.path, 'block')}`];
    case 'set-methods':
      return [`set-methods: ${way(edit.node)}`, `methods: ${list(edit.methods)}`];
    case 'set-params': {
      const pairs = Object.entries(edit.params).map(
        ([name, annotation]) => `${scalar(name, 'flow')}: ${scalar(formatAnnotation(annotation), 'flow')}`,
      );
      return [`set-params: ${way(edit.node)}`, `params: {${pairs.join(', ')}}`];
    }
    case 'add':
      return [...under('add', routeLines(edit.route)), `into: ${way(edit.into)}`, ...neighbourLines(edit)];
    case 'set-prefix':
      return [`set-prefix: ${way(edit.node)}`, `prefix: ${scalar(edit.prefix, 'block')}`];
    case 'include':
      return [
        `include: ${scalar(edit.router, 'block')}`,
        `into: ${way(edit.into)}`,
        ...(edit.prefix === '' ? [] : [`prefix: ${scalar(edit.prefix, 'block')}`]),
      ];
    case 'set-option':
      return [`set-option: ${way(edit.app)}`, `option: ${edit.option}`, `value: ${optionValue(edit.value)}`];
    case 'set-server-root-path':
      return [`set-server-root-path: ${scalar(edit.value, 'block')}`];
    case 'set-framework':
      return [`set-framework: ${edit.framework}`];
    case 'batch':
      if (edit.edits.length === 0) return ['batch: []'];
      return under(
        'batch',
        edit.edits.flatMap((one) => item(editLines(one))),
      );
  }
}

const way = (locator: Locator) => list(locator);
const list = (texts: readonly string[]) => `[${texts.map((text) => scalar(text, 'flow')).join(', ')}]`;
const optionValue = (value: OptionValue) => (typeof value === 'string' ? scalar(value, 'block') : String(value));

function neighbourLines({ above, below }: Neighbours): readonly string[] {
  return [...(above ? [`above: ${way(above)}`] : []), ...(below ? [`below: ${way(below)}`] : [])];
}

/** A single line stands behind its key, several stand below it. */
function under(key: string, lines: readonly string[]): readonly string[] {
  const [only] = lines;
  if (lines.length === 1 && only !== undefined && !isMappingLine(only)) return [`${key}: ${only}`];
  return [`${key}:`, ...lines.map((line) => `  ${line}`)];
}

const isMappingLine = (line: string) => /^[a-z_-]+: /.test(line) || line.startsWith('- ');

/** A route as the routes file writes it, taken out of one that holds nothing else. */
function routeLines(route: RouteNode): readonly string[] {
  const { disabled: _, ...enabled } = route;
  const app = makeApp(DEFAULT_FRAMEWORK, 0, [enabled as RouteNode]);
  const tree = { app, routers: [], serverRootPath: '', blindSpots: [] };
  // No source has an empty name, so where a route is declared is always said.
  const lines = writeRoutesFile(tree, { file: '' }).trimEnd().split('\n');
  return lines.slice(lines.indexOf('routes:') + 1).map((line) => line.slice(4));
}
