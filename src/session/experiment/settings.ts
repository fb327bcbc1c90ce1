import { textOfType } from '../../dialects/make-app.ts';
import { optionOfType } from '../../dialects/option.ts';
import { FRAMEWORK_NAMES, kindOf } from '../../dialects/registry.ts';
import type { OptionValue, RouteNode, RouteTree, RoutingApp } from '../../model/route-tree.ts';
import type { Edit } from '../../whatif/edit.ts';
import { label } from '../../whatif/label.ts';
import { getOption, settableOptions } from '../../whatif/options.ts';
import { containerNodesOf } from '../../whatif/tree-ops.ts';
import type { Question } from '../state.ts';

/** A setting of an application: its value, and the change that Enter makes. */
export interface Setting {
  /** `redirect_slashes`, `mount /v2 › docs_url`. */
  readonly name: string;
  readonly value: string;
  readonly change: { readonly edit: Edit } | { readonly question: Question };
}

/** The change to the framework after the current one. */
export function nextFramework(tree: RouteTree): Edit {
  const at = FRAMEWORK_NAMES.indexOf(tree.app.kind) + 1;
  return { kind: 'set-framework', framework: FRAMEWORK_NAMES[at % FRAMEWORK_NAMES.length] as string };
}

/** The settings of the application and of every mounted one, the outermost first. */
export function settingsOf(tree: RouteTree): readonly Setting[] {
  const framework: Setting = { name: 'framework', value: tree.app.kind, change: { edit: nextFramework(tree) } };
  const root: Setting = {
    name: "the server's root path",
    value: shown(tree.serverRootPath),
    change: { question: { of: 'server-root-path' } },
  };
  const outer = appSettings(tree.app, '');
  const inner = innerApps(tree).flatMap(({ app, way }) => appSettings(app, `${way} › `));
  return [...outer, root, framework, ...inner];
}

function appSettings(app: RoutingApp, parent: string): readonly Setting[] {
  const options = settableOptions(app.kind).map((option): Setting => {
    const value = getOption(app, option);
    const name = `${parent}${option}`;
    if (typeof value === 'boolean') {
      const edit: Edit = { kind: 'set-option', app: app.id, option, value: !value };
      return { name, value: value ? 'on' : 'off', change: { edit } };
    }
    return { name, value: shown(value), change: { question: { of: 'option', app: app.id, option } } };
  });
  const prefix = optionOfType(kindOf(app).options, 'prefix');
  if (prefix === null) return options;
  const change = { question: { of: 'prefix', node: app.id } } as const;
  return [...options, { name: `${parent}${prefix}`, value: shown(textOfType(app, 'prefix')), change }];
}

const shown = (value: OptionValue) => (value === null ? 'off' : value === '' ? '(none)' : String(value));

/** The applications inside mounts and hosts, each with the way to it. */
export function innerApps(tree: RouteTree): readonly { readonly app: RoutingApp; readonly way: string }[] {
  const visit = (routes: readonly RouteNode[], parent: string): { app: RoutingApp; way: string }[] =>
    containerNodesOf(routes).flatMap((node) => {
      if (node.kind === 'include' || !('routes' in node.app)) return [];
      const way = `${parent}${label(node)}`;
      return [{ app: node.app, way }, ...visit(node.app.routes, `${way} › `)];
    });
  return [...visit(tree.app.routes, ''), ...tree.routers.flatMap((one) => visit(one.routes, `router ${one.name} › `))];
}
