import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { CauseKind } from '../../src/diagnosis/near-miss.ts';
import type { RoutesFile } from '../../src/formats/routes-file/build-tree.ts';

/** One collected request. `meant` is absent where nothing should be suggested. See README.md. */
export interface RealMiss {
  readonly file: string;
  readonly id: string;
  readonly address: string;
  readonly framework: string;
  readonly routes: RoutesFile;
  readonly request: { readonly method: string; readonly path: string; readonly headers?: Record<string, string> };
  readonly meant?: { readonly method: string; readonly route: string };
  readonly causes?: readonly CauseKind[];
  readonly or?: readonly (readonly CauseKind[])[];
  readonly note: string;
}

/** Every entry of every file in `folder`, in order. */
export function loadCorpus(folder: string): RealMiss[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const entries = parse(readFileSync(`${folder}/${file}`, 'utf8')) as Omit<RealMiss, 'file'>[];
      return entries.map((entry) => ({ file, ...entry }));
    });
}
