import { findAllPositions, findKeyPositions } from './json-positions.ts';
import { documentOf, type ParsedDocument } from './parsed-document.ts';

/** Reads JSON, as text or as bytes in UTF-8; null for anything else. */
export function parseJson(file: string, source: string | Uint8Array): ParsedDocument | null {
  const read = parsed(source);
  if (read === null) return null;
  const { text, root } = read;
  const { offsets, repeated } = findKeyPositions(text, root);
  let all: ReadonlyMap<object, number> | null = null;
  const deepOffset = (value: object): number | undefined => {
    all ??= findAllPositions(text, root);
    return all.get(value);
  };
  return documentOf({ file, format: 'json', root }, text, (value) => offsets.get(value) ?? deepOffset(value), repeated);
}

function parsed(source: string | Uint8Array): { readonly text: string; readonly root: unknown } | null {
  try {
    const text = typeof source === 'string' ? source : new TextDecoder('utf-8', { fatal: true }).decode(source);
    return { text, root: JSON.parse(text) };
  } catch {
    return null;
  }
}
