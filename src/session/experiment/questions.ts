import { textOfType } from '../../dialects/make-app.ts';
import { kindOf } from '../../dialects/registry.ts';
import type { NodeId, RouteTree, RoutingApp } from '../../model/route-tree.ts';
import { applyEdit } from '../../whatif/apply.ts';
import { type Edit, type EditFault, isEditFault } from '../../whatif/edit.ts';
import { label } from '../../whatif/label.ts';
import { newRoute } from '../../whatif/new-route.ts';
import { getOption } from '../../whatif/options.ts';
import { find } from '../../whatif/tree-ops.ts';
import { describeEdit } from '../../whatif/words.ts';
import type { Question, State } from '../state.ts';
import { treeNow } from './experiment.ts';
import { EXPORT_WORDS, suggestedName } from './export-text.ts';
import { formatParams, parseParams } from './params-text.ts';

/** The result of a typed line: an edit, a fault, no change, or a text that is no edit. */
export type LineResult =
  | { readonly kind: 'edit'; readonly edit: Edit; readonly words: string }
  | { readonly kind: 'fault'; readonly fault: string }
  | { readonly kind: 'same' }
  | { readonly kind: 'text' };

/** The default of an option that an empty line switches off; null for other options. */
function usualAddress(app: RoutingApp | null, option: string): string | null {
  const spec = app && kindOf(app).options[option];
  return spec?.type === 'address' ? (spec.default as string) : null;
}

/** A question's title, the current value, and how to write a new one. */
export interface Asked {
  readonly title: string;
  readonly value: string;
  readonly hint: string;
}

const asked = (title: string, value: string, hint: string): Asked => ({ title, value, hint });

export function askedOf(state: State, question: Question): Asked {
  const tree = treeNow(state.experiment);
  switch (question.of) {
    case 'name':
      return asked('Name of the changes', state.experiment.scenario?.name ?? '', 'any text');
    case 'file': {
      const title = `Save the ${EXPORT_WORDS[question.what]} as`;
      return asked(title, suggestedName(state.source, question.what), 'path, relative to the current folder');
    }
    default:
      return tree ? askedIn(tree, question) : asked('', '', '');
  }
}

type EditQuestion = Exclude<Question, { of: 'name' | 'file' }>;

function askedIn(tree: RouteTree, question: EditQuestion): Asked {
  switch (question.of) {
    case 'add':
      return asked(
        `New route in ${intoWords(tree, question)}`,
        '',
        'METHOD[,METHOD] PATH, like GET /things/{thing_id}',
      );
    case 'include': {
      const title = `Include router ${question.router} in ${intoWords(tree, question)}: prefix`;
      return asked(title, '', 'a prefix like /api, or empty');
    }
    case 'option': {
      const app = appOfId(tree, question.app);
      const value = app ? getOption(app, question.option) : null;
      const usual = usualAddress(app, question.option);
      const hint = usual === null ? 'a path like /api, or empty' : 'a path; leave empty to switch it off';
      return asked(question.option, typeof value === 'string' ? value : (usual ?? ''), hint);
    }
    case 'server-root-path':
      return asked('Root path of the server', tree.serverRootPath, 'a path like /api, or empty');
    default:
      return askedOfNode(tree, question);
  }
}

/** The application or router that a route is added to, in words. */
function intoWords(tree: RouteTree, { into }: { readonly into: NodeId }): string {
  const found = find(tree, into);
  if (found?.kind === 'declared-router') return `router ${found.router.name}`;
  return found?.kind === 'app' && found.holder ? `the application at ${label(found.holder)}` : 'the application';
}

function askedOfNode(tree: RouteTree, { of, node: id }: Extract<Question, { node: NodeId }>): Asked {
  const found = find(tree, id);
  if (!found) return asked('Removed', '', '');
  if (found.kind === 'declared-router')
    return asked(`Prefix of router ${found.router.name}`, found.router.prefix, 'like /users, or empty');
  if (found.kind === 'app')
    return asked(`Prefix of the ${kindOf(found.app).label}`, textOfType(found.app, 'prefix'), 'like /users, or empty');
  const { node } = found;
  switch (of) {
    case 'path':
      if (node.kind === 'host') return asked(`Pattern of ${label(node)}`, node.host, 'like {sub}.example.org');
      return asked(`Path of ${label(node)}`, 'path' in node ? node.path : '', 'like /users or /users/{id:int}');
    case 'methods':
      return asked(`Methods of ${label(node)}`, 'methods' in node ? node.methods.join(', ') : '', 'like GET, POST');
    case 'params': {
      const value = node.kind === 'route' ? formatParams(node.params) : '';
      return asked(`Parameters of ${label(node)}`, value, 'NAME: TYPE, like user_id: int, kind: enum:new,used');
    }
    case 'prefix':
      if (node.kind !== 'include') return askedOfNode(tree, { of: 'path', node: id });
      return asked(`Prefix of the inclusion of router ${node.router}`, node.prefix, 'like /api, or empty');
  }
}

function appOfId(tree: RouteTree, id: NodeId): RoutingApp | null {
  const found = find(tree, id);
  return found?.kind === 'app' && 'routes' in found.app ? found.app : null;
}

/** Validates a typed line by making its edit. */
export function validateLine(state: State, question: Question, text: string): LineResult {
  const tree = treeNow(state.experiment);
  if (!tree) return { kind: 'fault', fault: 'no application is loaded yet' };
  if (question.of === 'name') return { kind: 'text' };
  if (question.of === 'file')
    return text.trim() === '' ? { kind: 'fault', fault: 'enter a file name' } : { kind: 'text' };
  const isNew = question.of === 'add' || question.of === 'include';
  if (!isNew && text === askedOf(state, question).value && !isSwitchedOff(tree, question)) return { kind: 'same' };
  const edit = editOf(tree, question, text);
  if (isEditFault(edit)) return { kind: 'fault', fault: edit.fault };
  const after = applyEdit(tree, edit);
  if (isEditFault(after)) return { kind: 'fault', fault: after.fault };
  return { kind: 'edit', edit, words: describeEdit(tree, edit) };
}

function isSwitchedOff(tree: RouteTree, question: EditQuestion): boolean {
  if (question.of !== 'option') return false;
  const app = appOfId(tree, question.app);
  return app !== null && getOption(app, question.option) === null;
}

function editOf(tree: RouteTree, question: EditQuestion, typed: string): Edit | EditFault {
  const text = typed.trim();
  switch (question.of) {
    case 'path':
      return { kind: 'set-path', node: question.node, path: text };
    case 'methods':
      return {
        kind: 'set-methods',
        node: question.node,
        methods: text
          .toUpperCase()
          .split(/[\s,]+/)
          .filter(Boolean),
      };
    case 'params': {
      const found = find(tree, question.node);
      const before = found?.kind === 'node' && found.node.kind === 'route' ? found.node.params : {};
      const parsed = parseParams(text, before);
      return isEditFault(parsed) ? parsed : { kind: 'set-params', node: question.node, params: parsed.params };
    }
    case 'prefix': {
      const found = find(tree, question.node);
      const path = found?.kind === 'node' && found.node.kind !== 'include';
      return path
        ? { kind: 'set-path', node: question.node, path: text }
        : { kind: 'set-prefix', node: question.node, prefix: text };
    }
    case 'add': {
      const route = newRoute(tree, text);
      return isEditFault(route) ? route : { kind: 'add', into: question.into, at: question.at, route };
    }
    case 'include':
      return { kind: 'include', router: question.router, into: question.into, prefix: text };
    case 'option': {
      const off = text === '' && usualAddress(appOfId(tree, question.app), question.option) !== null;
      return { kind: 'set-option', app: question.app, option: question.option, value: off ? null : text };
    }
    case 'server-root-path':
      return { kind: 'set-server-root-path', value: text };
  }
}
