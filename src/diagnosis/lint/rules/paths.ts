import { textOfType } from '../../../dialects/make-app.ts';
import { optionOfType } from '../../../dialects/option.ts';
import { kindOf } from '../../../dialects/registry.ts';
import { groupBy } from '../group.ts';
import { exampleOf, findingAt, type LintContext, type Rule } from '../lint-context.ts';
import { requestFor, samplePath } from '../sample.ts';
import { called, code, type Entry } from '../scope.ts';

export const missingSlash: Rule = {
  id: 'missing-slash',
  severity: 'error',
  title: 'A path without a leading slash: never matched, or joined to the prefix in front of it.',
  *find(context) {
    for (const entry of context.entries) {
      const { registration } = entry;
      const { node, path } = registration;
      const written = node && 'path' in node && node.kind !== 'mount' ? node.path : '';
      if (!node || written === '' || written.startsWith('/')) continue;
      const glued = path !== written;
      const sample = samplePath(registration);
      const request = requestFor(registration.methods[0] ?? 'GET', glued ? sample : `/${sample}`);
      yield findingAt(entry, {
        message: `The path ${code(written)} has no leading slash, so ${glued ? `the route is at ${code(path)}` : 'no request matches it'}.`,
        fix: `Write ${code(`/${written}`)}.`,
        example: exampleOf(context.app, request),
        edit: context.editor.worded({ kind: 'set-path', node: node.id, path: `/${written}` }),
      });
    }
  },
};

export const emptySegment: Rule = {
  id: 'empty-segment',
  severity: 'warning',
  title: 'A path with two slashes in a row, which only a request with both matches.',
  *find(context) {
    for (const entry of context.entries) {
      const { registration } = entry;
      if (!registration.path.includes('//')) continue;
      const meant = registration.path.replace(/\/{2,}/g, '/');
      const request = requestFor(registration.methods[0] ?? 'GET', samplePath({ ...registration, path: meant }));
      yield findingAt(entry, {
        message: `${called(registration)} has an empty segment: ${code(meant)} doesn't match it.`,
        fix: 'Remove one of the slashes: usually a prefix ends with one and the path starts with the other.',
        example: exampleOf(context.app, request),
      });
    }
  },
};

export const unreachableRootPath: Rule = {
  id: 'unreachable-root-path',
  severity: 'error',
  title: 'A route that root_path makes unreachable.',
  *find(context) {
    const lost = context.findHidden().lost.filter(({ entry }) => entry.registration.path.startsWith('/'));
    const located = lost.flatMap((one) => {
      const rootPath = rootPathOf(context, one.entry);
      return rootPath ? [{ ...one, rootPath }] : [];
    });
    for (const [appId, group] of groupBy(located, ({ rootPath }) => rootPath.appId)) {
      const [first] = group;
      const { entry } = group.find((one) => one.entry.registration.node) ?? first;
      const { registration } = entry;
      const orders = [...new Set(group.map((one) => one.entry.registration.order))];
      const outermost = appId === context.app.tree.app.id;
      const others = orders.length > 1 ? `, like ${orders.length - 1} more routes of that application` : '';
      const { option } = first.rootPath;
      const value = code(first.rootPath.value);
      const request = requestFor(registration.methods[0] ?? 'GET', samplePath(registration));
      yield findingAt(entry, {
        method: registration.methods.join(', ') || 'ANY',
        registrations: [registration.order, ...orders.filter((order) => order !== registration.order)],
        message: `${called(registration)} can't be reached at its own path${others}: ${option} ${value} is stripped from the request's path first.`,
        fix: outermost
          ? `Remove ${value} from the route's path, or remove ${option}: it describes a proxy in front, and moves no routes.`
          : `Remove ${option} from the mounted application: the mount sets it.`,
        example: exampleOf(context.app, request),
        edit: context.editor.worded({ kind: 'set-option', app: appId, option, value: '' }),
      });
    }
  },
};

interface RootPath {
  readonly appId: number;
  readonly option: string;
  readonly value: string;
}

/** The nearest root path that an application around the registration sets. */
function rootPathOf(context: LintContext, { registration }: Entry): RootPath | null {
  const inner = registration.mountContext.via
    .toReversed()
    .flatMap((node) => (node.kind === 'include' ? [] : [node.app]));
  for (const app of [...inner, context.app.tree.app]) {
    const option = optionOfType(kindOf(app).options, 'root-path');
    const value = textOfType(app, 'root-path');
    if (option !== null && value !== '') return { appId: app.id, option, value };
  }
  return null;
}
