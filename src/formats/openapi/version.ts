import { isRecord, own, quote, textOf } from '../text/plain-values.ts';

/** Which specification a document follows. */
export interface Version {
  /** As written in the document: `3.1.0`, `2.0`; `` where it's missing. */
  readonly label: string;
  readonly swagger2: boolean;
  /** OpenAPI 3.2 and later: `query` and `additionalOperations`. */
  readonly since32: boolean;
  /** Null, or what is odd about it. */
  readonly oddity: string | null;
}

/** Reads `openapi` or `swagger`, in any order, as text or number; a string is the reason why the document can't be read. */
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
    return 'This is not an OpenAPI document: it has neither "openapi" nor "swagger" nor "paths"';
  }
  const swagger2 = own(root, 'definitions') !== undefined || own(root, 'basePath') !== undefined;
  const oddity = `The document has no version; it was read as ${swagger2 ? 'Swagger 2.0' : 'OpenAPI 3.2'}`;
  return { label: '', swagger2, since32: !swagger2, oddity };
}

/** The key that identifies a document, for the position of a problem. */
export const versionKey = (root: unknown): string | undefined =>
  ['asyncapi', 'swaggerVersion', 'openapi', 'swagger'].find((key) => own(root, key) !== undefined);
