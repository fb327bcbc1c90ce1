#!/usr/bin/env node
'use strict';
const { accessSync, constants, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { extname, join } = require('node:path');
const { Script } = require('node:vm');

/*
 * Starts the bundles of `dist`. Compiling them takes longer than running a command, so what V8 has compiled is kept beside them,
 * as Python keeps its byte code: for this very bundle and this Node, and refused by V8 where it doesn't fit. What is compiled depends
 * on what is asked, so that each way of asking has its own: nobody reads what another one needed, or lacks it for having come second.
 */
const dist = join(__dirname, '..', 'dist');
const WAYS = ['list', 'explain', 'lint', 'check', '.json', '.yaml', '.yml'];
const [, , command = '', source = ''] = process.argv;
const way = [command, extname(source)].filter((word) => WAYS.includes(word)).join('');
const modules = new Map();

function load(name) {
  if (!modules.has(name)) modules.set(name, start(name));
  return modules.get(name);
}

function start(name) {
  const file = join(dist, name);
  const { size, mtimeMs } = statSync(file);
  const cache = `${file}.${size}-${Math.round(mtimeMs)}-${process.version}-${process.arch}-${way}.cache`;
  const cachedData = read(cache);
  if (cachedData === undefined && !isWritable(dist)) {
    require('node:module').enableCompileCache?.(); // Node 22 and later: in the folder for temporary files
    return require(file);
  }
  // Latin-1 because it's read fastest; the build escapes whatever isn't ASCII.
  const code = `(function(require,module,exports){${readFileSync(file, 'latin1')}\n})`;
  const script = new Script(code, { filename: file, cachedData });
  if (cachedData === undefined || script.cachedDataRejected) process.once('exit', () => keep(cache, script));
  const loaded = { exports: {} };
  script.runInThisContext()((id) => (id.startsWith('./') ? load(id) : require(id)), loaded, loaded.exports);
  return loaded.exports;
}

/** At the end, since by then V8 has compiled what a run needs. */
function keep(cache, script) {
  try {
    // On the disk before it has its name: V8 recognizes a cut file, but not one with holes.
    writeFileSync(`${cache}.${process.pid}`, script.createCachedData(), { flush: true });
    renameSync(`${cache}.${process.pid}`, cache);
  } catch {
    // the next run is as slow as this one
  }
}

function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

load('./start.cjs');
