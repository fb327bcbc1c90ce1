import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Ink and its layout engine wait while they load, which CommonJS can't: Ink for its developer tools only, and the engine gets a
 * place of its own to wait in, `src/tui/ready.ts`. Until then it has its constants, which is all that Ink asks for while loading.
 *
 * @type {import('esbuild').Plugin}
 */
export const waitlessInk = {
  name: 'waitless-ink',
  setup: (setup) => {
    setup.onLoad({ filter: /[\\/]ink[\\/]build[\\/]reconciler\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll("process.env['DEV'] === 'true'", 'false'),
    }));
    setup.onResolve({ filter: /^\.\/ready\.ts$/ }, () =>
      setup.resolve('yoga-layout', {
        resolveDir: fileURLToPath(new URL('../node_modules/ink/build', import.meta.url)),
        kind: 'import-statement',
      }),
    );
    setup.onLoad({ filter: /[\\/]yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/ }, ({ path }) => ({
      resolveDir: dirname(path),
      contents: `
        import { loadYoga } from './load.js';
        import constants from './generated/YGEnums.js';
        let engine = constants;
        export const ready = loadYoga().then((loaded) => { engine = loaded; });
        export { engine as default };
        export * from './generated/YGEnums.js';`,
    }));
  },
};
