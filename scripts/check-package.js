import { execFileSync } from 'node:child_process';
import { BUNDLES } from './build.js';

/* Checks what would be published: complete, and small enough. */
const LIMIT = 3 * 1024 * 1024;
const [pack] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--silent'], { encoding: 'utf8' }),
);
const names = pack.files.map((/** @type {{ path: string }} */ file) => file.path);
const missing = [
  'bin/nearmiss.js',
  'bin/compile-cache.js',
  'bin/package.json',
  ...BUNDLES.map((name) => `dist/${name}`),
  'README.md',
  'LICENSE',
  'schema/routes-file.schema.json',
].filter((name) => !names.includes(name));
const faults = [
  ...(pack.unpackedSize > LIMIT ? [`${pack.unpackedSize} bytes unpacked, more than ${LIMIT}`] : []),
  ...missing.map((name) => `${name} is missing`),
];
console.log(`${pack.entryCount} files, ${(pack.unpackedSize / 1024 / 1024).toFixed(2)} MB unpacked`);
for (const fault of faults) console.error(`package: ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
