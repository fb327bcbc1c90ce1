import { findAllPositions, findKeyPositions } from './json-positions.ts';
import { indexLines } from './lines.ts';
import type { ParsedDocument, Position } from './parsed-document.ts';
import { lineAround } from './text-positions.ts';

/** Reads JSON, as text or as bytes in UTF-8; null for anything else. */
export function parseJson(file: string, source: string | Uint8Array): ParsedDocument | null {
  const read = parsed(source);
  if (read === null) return null;
  const { text, root } = read;
  const lines = indexLines(text);
  const { offsets, repeated } = findKeyPositions(text, root);
  let all: ReadonlyMap<object, number> | null = null;
  const deepOffset = (value: object): number | undefined => {
    all ??= findAllPositions(text, root);
    return all.get(value);
  };
  return {
    file,
    format: 'json',
    root,
    positionOf(value) {
      if (typeof value !== 'object' || value === null) return null;
      const offset = offsets.get(value) ?? deepOffset(value);
      return offset === undefined ? null : lines.position(offset);
    },
    mention(key: string, after: Position | null) {
      const from = after === null ? 0 : lines.startOf(after.line) + after.column - 1;
      const at = text.indexOf(key, from);
      return at < 0 ? null : lines.position(text[at - 1] === '"' ? at - 1 : at);
    },
    around: (position) => lineAround(lines, position),
    duplicates: () => repeated.map(({ key, span }) => ({ key, position: lines.position(span.start) })),
    keep: (text) => text,
  };
}

function parsed(source: string | Uint8Array): { readonly text: string; readonly root: unknown } | null {
  try {
    const text = typeof source === 'string' ? source : new TextDecoder('utf-8', { fatal: true }).decode(source);
    return { text, root: JSON.parse(text) };
  } catch {
    return null;
  }
}
