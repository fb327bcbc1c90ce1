import type { RoutingApp } from '../model/route-tree.ts';
import type { AppOption, AppShell, OptionValue } from './edit.ts';

/** The options that an application of this kind has. An APIRouter's prefix is an edit of its own (`set-prefix`). */
export function optionsOf(kind: RoutingApp['kind']): readonly AppOption[] {
  switch (kind) {
    case 'fastapi':
      return [
        'redirect_slashes',
        'root_path',
        'docs_url',
        'redoc_url',
        'openapi_url',
        'swagger_ui_oauth2_redirect_url',
      ];
    case 'starlette':
    case 'router':
    case 'apirouter':
      return ['redirect_slashes'];
    case 'openapi':
      return ['base_path'];
  }
}

const FIELDS = {
  redirect_slashes: 'redirectSlashes',
  root_path: 'rootPath',
  docs_url: 'docsUrl',
  redoc_url: 'redocUrl',
  openapi_url: 'openapiUrl',
  swagger_ui_oauth2_redirect_url: 'swaggerUiOauth2RedirectUrl',
  base_path: 'basePath',
} as const satisfies Record<AppOption, string>;

/** The value of an option that the application's kind has (see `optionsOf`). */
export function getOption(app: RoutingApp, option: AppOption): OptionValue {
  return (app as unknown as Record<string, OptionValue>)[FIELDS[option]] ?? null;
}

/** The application with the option set; the kind must have the option and the value its type (see `optionFault`). */
export function withOption(app: RoutingApp, option: AppOption, value: OptionValue): RoutingApp {
  return { ...app, [FIELDS[option]]: value } as RoutingApp;
}

/** Why a value is none for this option; null where it is one. */
export function optionFault(option: AppOption, value: OptionValue): string | null {
  if (option === 'redirect_slashes') {
    return typeof value === 'boolean' ? null : 'redirect_slashes is either true or false';
  }
  if (option === 'root_path' || option === 'base_path') {
    if (typeof value !== 'string') return `${option} is a text; "" stands for none`;
    if (value !== '' && !value.startsWith('/')) return `${option} must start with "/", and "${value}" doesn't`;
    return option === 'base_path' && value.endsWith('/') ? 'base_path must not end with "/"' : null;
  }
  if (typeof value === 'boolean') return `${option} is a path, or null to switch it off`;
  return value === null || value.startsWith('/') ? null : `${option} must start with "/", and "${value}" doesn't`;
}

/** An application without its id and routes. */
export function shellOf(app: RoutingApp): AppShell {
  const { id: _id, routes: _routes, ...shell } = app;
  return shell as AppShell;
}
