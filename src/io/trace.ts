import { appendFileSync, writeFileSync } from 'node:fs';
import { attempt } from '../model/attempt.ts';
import type { Problem } from '../model/problem.ts';
import { fault, systemReason } from './fault.ts';

/** Records where time goes. What it writes opens in any viewer of Chrome's trace format (ui.perfetto.dev, chrome://tracing). */
export interface Trace {
  /** The same function, each call a span of this name. Only its time is recorded, nothing that it is given or gives. */
  around<Given extends readonly unknown[], Result>(
    name: string,
    work: (...given: Given) => Result,
  ): (...given: Given) => Result;
  /** A span that has ended, now if nothing else is said, with its duration in ms. */
  ended(name: string, ms: number, at?: number): void;
  /** Writes what is still in memory. */
  flush(): void;
}

/** Where no trace is wanted. */
export const NO_TRACE: Trace = { around: (_, work) => work, ended: () => {}, flush: () => {} };

/** Spans that are gathered before they are written, so that writing doesn't become what is measured. */
const BATCH = 2000;

/** Begins a trace in a file, which is overwritten; `about` says on what (versions, sizes). A Problem where the file can't be written. */
export function openTrace(file: string, about: Readonly<Record<string, string | number>>): Trace | Problem {
  const first = { name: 'about', ph: 'i', ts: 0, pid: 1, tid: 1, s: 'g', args: about };
  try {
    writeFileSync(file, `[\n${JSON.stringify(first)}`);
  } catch (error) {
    return fault('trace', `cannot write ${file}: ${systemReason(error)}`);
  }
  let lines: string[] = [];
  const flush = () => {
    if (lines.length === 0) return;
    const text = lines.join('');
    lines = [];
    // Where the disk is full: a trace is no reason to stop.
    attempt(() => appendFileSync(file, text));
  };
  const ended = (name: string, ms: number, at = performance.now()) => {
    const ts = Math.round((at - ms) * 1000);
    lines.push(`,\n{"name":"${name}","ph":"X","ts":${ts},"dur":${Math.round(ms * 1000)},"pid":1,"tid":1}`);
    if (lines.length >= BATCH) flush();
  };
  const around: Trace['around'] =
    (name, work) =>
    (...given) => {
      const began = performance.now();
      try {
        return work(...given);
      } finally {
        ended(name, performance.now() - began);
      }
    };
  return { around, ended, flush };
}
