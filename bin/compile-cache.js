'use strict';
const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { extname, isAbsolute, join } = require('node:path');
const { Script } = require('node:vm');

// Compiling a bundle takes longer than running a command, so V8's compiled code is kept in the user's cache folder: a file for each
// bundle, of one version of it and of Node. Without a folder that can be written, every run is as slow as the first.
const { XDG_CACHE_HOME, HOME = '', LOCALAPPDATA = '' } = process.env;
const USUAL = { darwin: HOME && join(HOME, 'Library/Caches'), win32: LOCALAPPDATA };
const parent = XDG_CACHE_HOME || (USUAL[process.platform] ?? (HOME && join(HOME, '.cache')));
const folder = isAbsolute(parent) ? join(parent, 'nearmiss') : '';
// V8 compiles a function when it's first called, so a cache is written again after each kind of run that it hasn't seen.
const KINDS = ['list', 'explain', 'lint', 'check', '.json', '.yaml', '.yml'];
const words = process.argv.slice(2, 4).map((word) => extname(word) || word);
const kind = words.filter((word) => KINDS.includes(word)).join('') || 'other';

/** Ink waits for its layout engine while it loads, as only an ES module can; the explorer gets its exports from here. */
exports.start = () => {
  const explorer = ({ ink, react, jsx }) => load('explore.cjs', { ink, react, 'react/jsx-runtime': jsx });
  load('nearmiss.cjs').main(() => import('../dist/ink.mjs').then(explorer));
};

function load(name, libraries = {}) {
  const filename = join(__dirname, '../dist', name);
  const version = `${statSync(filename, { bigint: true }).ctimeNs}`;
  const cache = folder && join(folder, `${name}-${process.version}-${process.arch}`);
  const { kinds, code: cachedData } = read(cache, version);
  // Latin-1 because it's read fastest; the build escapes whatever isn't ASCII.
  const text = `(function(require,module){${readFileSync(filename, 'latin1')}\n})`;
  const script = new Script(text, { filename, cachedData });
  const seen = script.cachedDataRejected === false ? kinds : [];
  if (folder && !seen.includes(kind)) process.once('exit', () => keep(cache, name, [version, ...seen, kind], script));
  const module = { exports: {} };
  script.runInThisContext()((id) => libraries[id] ?? require(id), module);
  return module.exports;
}

/** A line with version and kinds, then the code twice: V8 crashes on damaged code, and Node takes 8 ms to load a checksum. */
function read(cache, version) {
  try {
    const bytes = readFileSync(cache);
    const start = bytes.indexOf('\n') + 1;
    const [of, ...kinds] = bytes.toString('latin1', 0, start - 1).split(' ');
    const code = bytes.subarray(start, (start + bytes.length) / 2);
    if (of === version && code.equals(bytes.subarray(start + code.length))) return { kinds, code };
  } catch {} // there is none yet
  return {};
}

/** Under another name first, so that nobody reads half a file. What other versions and killed processes left is deleted. */
function keep(cache, name, line, script) {
  try {
    const code = script.createCachedData();
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const left of readdirSync(folder)) if (left.startsWith(`${name}-`)) rmSync(join(folder, left));
    const bytes = Buffer.concat([Buffer.from(`${line.join(' ')}\n`), code, code]);
    writeFileSync(`${cache}.${process.pid}`, bytes, { flush: true, mode: 0o600 });
    renameSync(`${cache}.${process.pid}`, cache);
  } catch {} // the next run is as slow as this one
}
