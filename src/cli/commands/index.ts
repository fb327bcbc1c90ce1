/**
 * What answers questions about a source, loaded together: as chunks of their own they would share most of their modules in dozens
 * of small files, and opening a file takes longer than reading the few commands that aren't run.
 */

export { commandMeant } from '../command-meant.ts';
export { check } from './check.ts';
export { explain } from './explain.ts';
export { lint } from './lint.ts';
