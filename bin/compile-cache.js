const fs = require('node:fs');
const { isAbsolute, join } = require('node:path');
const { Script } = require('node:vm');
// Compiling a bundle takes longer than running a command, so V8's compiled code is kept in the user's cache folder, for each bundle of
// an installation, of one version of it and of Node. Without a folder that can be written, every run is as slow as the first.
const { XDG_CACHE_HOME, HOME = '', LOCALAPPDATA = '' } = process.env;
const USUAL = { darwin: HOME && join(HOME, 'Library/Caches'), win32: LOCALAPPDATA };
const parent = XDG_CACHE_HOME || (USUAL[process.platform] ?? (HOME && join(HOME, '.cache')));
const folder = isAbsolute(parent) ? join(parent, 'nearmiss') : '';
const place = Array.from(__dirname).reduce((hash, c) => (hash * 31 + c.codePointAt(0)) % 2 ** 40, 0);
// V8 compiles a function when it's first called, so a cache is written again after each kind of run that it hasn't seen, up to 16.
const kindOf = (word) => /^[a-z]+$|\.[a-z]{2,5}$/.exec(word) ?? '';
const kind = process.argv.slice(2, 4).map(kindOf).join('') || 'other';

/** Ink waits for its layout engine while it loads, as only an ES module can; the explorer gets its exports from here. */
exports.start = () => {
  const explorer = ({ ink, react, jsx }) => load('explore.cjs', { ink, react, 'react/jsx-runtime': jsx });
  load('nearmiss.cjs').main(() => import('../dist/ink.mjs').then(explorer));
};

function load(name, libraries = {}) {
  const filename = join(__dirname, '../dist', name);
  const version = `${fs.statSync(filename, { bigint: true }).ctimeNs}`;
  const own = join(folder, `${name}-${place.toString(36)}-`);
  const cache = `${own}${process.version}-${process.arch}`;
  const { kinds, code: cachedData } = folder ? read(cache, version) : {};
  // Latin-1 because it's read fastest; the build escapes whatever isn't ASCII.
  const text = `(function(require,module){${fs.readFileSync(filename, 'latin1')}\n})`;
  const script = new Script(text, { filename, cachedData });
  const line = [version, ...(script.cachedDataRejected === false ? kinds : [])];
  if (folder && !line.includes(kind) && line.length <= 16) process.once('exit', () => keep(cache, own, line, script));
  const module = { exports: {} };
  script.runInThisContext()((id) => libraries[id] ?? require(id), module);
  return module.exports;
}

/** A line with version and kinds, then the code twice: V8 crashes on damaged code, and Node takes 8 ms to load a checksum. */
function read(cache, version) {
  try {
    const bytes = fs.readFileSync(cache);
    const start = bytes.indexOf('\n') + 1;
    const [of, ...kinds] = bytes.toString('latin1', 0, start - 1).split(' ');
    const code = bytes.subarray(start, (start + bytes.length) / 2);
    if (of === version && code.equals(bytes.subarray(start + code.length))) return { kinds, code };
  } catch {} // there is none yet
  return {};
}

/** Under another name first, so that nobody reads half a file. Deletes what other versions left, and what hasn't been written for 90 days. */
function keep(cache, own, line, script) {
  try {
    const code = script.createCachedData();
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const at of fs.readdirSync(folder).map((name) => join(folder, name)))
      if (at.startsWith(own) || Date.now() - fs.statSync(at).mtimeMs > 90 * 864e5) fs.rmSync(at, { recursive: true });
    const bytes = Buffer.concat([Buffer.from(`${[...line, kind].join(' ')}\n`), code, code]);
    fs.writeFileSync(`${cache}.${process.pid}`, bytes, { flush: true, mode: 0o600 });
    fs.renameSync(`${cache}.${process.pid}`, cache);
  } catch {} // the next run is as slow as this one
}
