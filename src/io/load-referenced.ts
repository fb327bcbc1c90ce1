import { realpathSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { type FetchOptions, fetchDocument } from './fetch-document.ts';
import { readFileBytes } from './read-file.ts';
import { hasSecrets } from './secret-headers.ts';
import { addressOrigin, fileOrigin, isAddress, type Origin } from './source-bytes.ts';

/**
 * Opens the files and addresses that a document refers to. Without `allowOutside` a file counts as below the document's folder only if it really
 * lies there: a symbolic link out of it is refused. Headers go to the origin of the document itself and nowhere else.
 */
export function referencedFiles(
  main: Origin,
  folder: string,
  allowOutside: boolean,
  { headers = {}, cache }: Pick<FetchOptions, 'headers' | 'cache'>,
) {
  const home = main.kind === 'file' ? realpathSync(dirname(main.path)) : null;
  const ownOrigin = main.kind === 'url' ? new URL(main.url).origin : null;
  const origins: Origin[] = [];

  const loadUrl = async (url: string): Promise<Buffer> => {
    const sent = new URL(url).origin === ownOrigin ? headers : {};
    const fetched = await fetchDocument(url, { headers: sent, ...(cache && { cache }) });
    origins.push(addressOrigin(url, fetched.kind === 'document' ? fetched : null, hasSecrets(sent)));
    if (fetched.kind !== 'document')
      throw new Error(fetched.kind === 'problem' ? fetched.problem.message : 'there was no response');
    return fetched.bytes;
  };
  const loadFile = (name: string): Buffer => {
    const path = resolve(folder, name);
    origins.push(fileOrigin(path));
    const bytes = readFileBytes(path);
    if (!Buffer.isBuffer(bytes)) throw new Error(bytes.message);
    if (!allowOutside && (home === null || !`${realpathSync(path)}`.startsWith(home === sep ? sep : home + sep))) {
      throw new Error('it is outside the folder of the document; --allow-outside allows it');
    }
    return bytes;
  };
  return {
    /** The bytes of one, by the name that the reader gives it; rejects with the reason where it can't be read. */
    load: async (name: string): Promise<Buffer> => (isAddress(name) ? loadUrl(name) : loadFile(name)),
    /** What was asked for so far, read or not: what to watch besides the document itself. */
    origins: (): readonly Origin[] => origins,
  };
}
