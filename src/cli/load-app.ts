import type { CompiledApp } from '../dialects/dialect.ts';
import { compile } from '../dialects/index.ts';
import { readHeaders } from '../io/secret-headers.ts';
import { formatProblem } from '../model/format-problem.ts';
import { errorsOf, type Problem } from '../model/problem.ts';
import type { SourceOptions } from './command.ts';
import { complain, usageFault } from './output.ts';
import { readTree, type TreeOptions } from './read-tree.ts';

/** Warnings that are shown before the rest is only counted. */
const WARNINGS = 5;

/**
 * The application of a source, with its scenario; without `locations` no route has the line on which it's declared. What is
 * wrong is said on stderr; null where nothing can be used.
 */
export async function loadApp(
  source: string | null,
  options: SourceOptions,
  locations = true,
): Promise<CompiledApp | null> {
  const how = treeOptions(options);
  if ('fault' in how) {
    usageFault(how.fault);
    return null;
  }
  const { tree, problems } = await readTree(source, { ...how, locations });
  report(problems);
  return tree && compile(tree);
}

/** The options with the headers read, or what is wrong with them. */
export function treeOptions({ header = [], ...others }: SourceOptions): TreeOptions | { readonly fault: string } {
  const read = readHeaders(header, process.env);
  return 'fault' in read ? read : { ...others, ...read };
}

/** Shows all errors, so that they can be fixed at once, and the first few warnings. */
export function report(problems: readonly Problem[]): void {
  const errors = errorsOf(problems);
  const warnings = problems.filter((problem) => problem.severity === 'warning');
  const shown = errors.length > 0 ? errors : warnings.slice(0, WARNINGS);
  for (const problem of shown) complain(problem.at === null ? withoutPlace(problem) : formatProblem(problem));
  const left = errors.length > 0 ? 0 : warnings.length - shown.length;
  if (left > 0) complain(`… and ${left} more ${left === 1 ? 'warning' : 'warnings'}`);
}

/** As every error that is of no line of a file. */
const withoutPlace = (problem: Problem) => `nearmiss: ${formatProblem(problem).replace(/^error: /, '')}`;
