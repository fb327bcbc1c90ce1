'use strict';
const { renameSync, writeFileSync } = require('node:fs');
const { PerformanceObserver } = require('node:perf_hooks');

/*
 * Loaded into the measured program: an immediate in every turn of its event loop tells how long each turn took, less the garbage
 * collection in it, and less the time in which others had the processor. SIGUSR2 writes what there was since the last one to the file that NEARMISS_BENCH_PROBE names.
 */
const report = process.env.NEARMISS_BENCH_PROBE ?? '';
/** Turns shorter than this did nothing but turn. */
const IDLE_MS = 0.2;

/** @type {[from: number, to: number, computed: number][]} */
let turns = [];
/** @type {[from: number, to: number][]} */
let collected = [];
let last = performance.now();
let lastUsage = process.cpuUsage();
const turn = () => {
  const now = performance.now();
  if (now - last > IDLE_MS) {
    const { user, system } = process.cpuUsage(lastUsage);
    turns.push([last, now, (user + system) / 1000]);
  }
  last = now;
  lastUsage = process.cpuUsage();
  setImmediate(turn);
};
turn();
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) collected.push([startTime, startTime + duration]);
}).observe({ entryTypes: ['gc'] });

process.on('SIGUSR2', () => {
  // Entries of the last collections come a turn later.
  setTimeout(() => {
    const own = turns.map(([start, end, computed]) => {
      const gc = collected.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, end) - Math.max(a, start)), 0);
      return Math.max(0, Math.min(end - start, computed) - gc);
    });
    const result = { longest: Math.max(0, ...own), work: own.reduce((sum, ms) => sum + ms, 0) };
    [turns, collected] = [[], []];
    writeFileSync(`${report}.new`, JSON.stringify(result));
    renameSync(`${report}.new`, report);
  }, 20);
});
