import { isRecord, own, quote, textOf } from '../text/plain-values.ts';

/** Which specification a document follows. */
export interface Version {
  /** As the document says it: `3.1.0`, `2.0`; `` where it says nothing. */
  readonly label: string;
  readonly swagger2: boolean;
  /** OpenAPI 3.2 and later: `query` and `additionalOperations`. */
  readonly since32: boolean;
  /** Null, or what is odd about it. */
  readonly oddity: string | null;
}

/** Reads `openapi` or `swagger`, wherever they stand and whether text or number; a string says why nothing can be done with it. */
export function versionOf(root: object): Version | string {
  const openapi = textOf(own(root, 'openapi'));
  const swagger = textOf(own(root, 'swagger'));
  if (openapi === undefined && swagger === undefined) return withoutVersion(root);
  const label = openapi ?? swagger ?? '';
  const [, major = '', minor = '0'] = /^\s*v?(\d+)(?:\.(\d+))?/.exec(label) ?? [];
  const swagger2 = openapi === undefined ? major !== '3' : major === '2';
  if (openapi === undefined && major === '1' && !isRecord(own(root, 'paths')))
    return `Swagger ${quote(label)} is older than 2.0, the first version that can be read`;
  const known = swagger2 ? major === '2' : major === '3' && Number(minor) <= 2;
  return {
    label,
    swagger2,
    since32: !swagger2 && (Number(major) > 3 || (major === '3' && Number(minor) >= 2)),
    oddity: known
      ? null
      : `The version ${quote(label)} is unknown; it was read as ${swagger2 ? 'Swagger 2.0' : 'OpenAPI 3.2'}`,
  };
}

function withoutVersion(root: object): Version | string {
  if (!isRecord(own(root, 'paths'))) {
    if (own(root, 'asyncapi') !== undefined) return 'This is an AsyncAPI document: it describes messages, not routes';
    if (own(root, 'swaggerVersion') !== undefined) {
      return `Swagger ${quote(textOf(own(root, 'swaggerVersion')) ?? '')} is older than 2.0, the first version that can be read`;
    }
    return 'This is no OpenAPI document: it has neither "openapi" nor "swagger" nor "paths"';
  }
  const swagger2 = own(root, 'definitions') !== undefined || own(root, 'basePath') !== undefined;
  const oddity = `The document doesn't say its version; it was read as ${swagger2 ? 'Swagger 2.0' : 'OpenAPI 3.2'}`;
  return { label: '', swagger2, since32: !swagger2, oddity };
}

/** The key that says what a document is, for whoever points at it. */
export const versionKey = (root: unknown): string | undefined =>
  ['asyncapi', 'swaggerVersion', 'openapi', 'swagger'].find((key) => own(root, key) !== undefined);
