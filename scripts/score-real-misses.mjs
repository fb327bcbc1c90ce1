// How the near misses fare on real ones: test/real-misses, labelled from public threads.
//   node scripts/score-real-misses.mjs [--fails] [--json]
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values: options } = parseArgs({ options: { fails: { type: 'boolean' }, json: { type: 'boolean' } } });
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'test/real-misses');
// Beside the project's own node_modules, so that what isn't bundled is found.
const scratch = mkdtempSync(join(root, '.score-'));

try {
  const outfile = join(scratch, 'score.mjs');
  await build({
    stdin: { contents: "export * from './corpus.ts'; export * from './score.ts';", resolveDir: folder },
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  const { loadCorpus, score, summarize } = await import(pathToFileURL(outfile).href);
  /** @type {import('../test/real-misses/corpus.ts').RealMiss[]} */
  const corpus = loadCorpus(folder);
  const runs = [
    ['as the threads are', score(corpus)],
    [
      'crowded',
      score(
        corpus.filter((entry) => entry.meant),
        true,
      ),
    ],
  ].map(([name, verdicts]) => ({ name, ...summarize(corpus, verdicts), verdicts }));
  if (options.json) console.log(JSON.stringify(runs, null, 2));
  else {
    console.log('| tables | misses | top-1 | top-3 | cause | nothing meant | nothing said |');
    console.log('|---|---|---|---|---|---|---|');
    for (const { name, misses, top1, top3, cause, nothings, abstained } of runs) {
      console.log(
        `| ${name} | ${misses} | ${top1} % | ${top3} % | ${cause} % | ${nothings || '–'} | ${nothings ? `${abstained} %` : '–'} |`,
      );
    }
    if (options.fails) for (const run of runs) listFails(run, corpus);
  }
} finally {
  rmSync(scratch, { recursive: true });
}

/**
 * @param {{name: string, verdicts: {id: string, rank: number, cause: boolean, status: number, said: string}[]}} run
 * @param {import('../test/real-misses/corpus.ts').RealMiss[]} corpus
 */
function listFails({ name, verdicts }, corpus) {
  const byId = new Map(corpus.map((entry) => [entry.id, entry]));
  console.log(`\n${name}:`);
  for (const { id, rank, cause, status, said } of verdicts) {
    if (rank === 1 && cause) continue;
    const entry = byId.get(id);
    if (!entry) continue;
    const { request, meant, causes = [] } = entry;
    const wanted = meant ? `${meant.method} ${meant.route} (${causes.join(', ')})` : 'nothing';
    const fault = rank === 1 ? 'cause' : rank === 0 ? 'missing' : `rank ${rank}`;
    console.log(
      `  ${id}  [${fault}]  ${request.method} ${request.path} -> ${status}\n    wanted ${wanted}\n    said   ${said}`,
    );
  }
}
