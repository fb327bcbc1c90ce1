import { APP_KINDS, appKind } from '../dialects/registry.ts';
import type { OptionValue, RoutingApp } from '../model/route-tree.ts';

/** The options of a kind of application that an edit can set. A prefix is an edit of its own (`set-prefix`). */
export function settableOptions(kind: string): readonly string[] {
  const { opaque, options } = appKind(kind);
  if (opaque) return [];
  return Object.keys(options).filter((name) => options[name]?.type !== 'prefix' && options[name]?.type !== 'texts');
}

/** Every option that some kind of application has, each once. */
export const SETTABLE: readonly string[] = [...new Set([...APP_KINDS.keys()].flatMap(settableOptions))];

/** The value of an option; null where the application's kind has none of that name. */
export function getOption({ options }: RoutingApp, option: string): OptionValue {
  return options[option] ?? null;
}
