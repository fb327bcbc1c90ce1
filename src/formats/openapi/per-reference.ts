import type { ParsedDocument } from '../text/parse-text.ts';

/** What was found out about the target of a `$ref`, by the document that the reference stands in and its text. */
export interface PerReference<T> {
  get(document: ParsedDocument, reference: string): T | undefined;
  set(document: ParsedDocument, reference: string, found: T): void;
}

export function perReference<T>(): PerReference<T> {
  const documents = new Map<ParsedDocument, Map<string, T>>();
  return {
    get: (document, reference) => documents.get(document)?.get(reference),
    set(document, reference, found) {
      const known = documents.get(document);
      if (known) known.set(reference, found);
      else documents.set(document, new Map([[reference, found]]));
    },
  };
}
