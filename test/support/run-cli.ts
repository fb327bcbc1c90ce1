import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Compiled code of the built command, for all tests; nobody's own cache folder is touched. */
export const CACHE = `${ROOT}node_modules/.cache/nearmiss/tests`;

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs the built command without a terminal, as scripts and CI do. */
export function runCli(
  args: readonly string[],
  { input = '', env = {}, cwd = ROOT }: CliOptions = {},
): Promise<CliResult> {
  return run(process.execPath, [`${ROOT}/bin/nearmiss.js`, ...args], { input, env, cwd });
}

/** Starts the built command, for a test that talks with it. */
export function startCli(args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [`${ROOT}/bin/nearmiss.js`, ...args]);
}

/** Runs a line of shell in which `nearmiss` is the built command. */
export function runShell(line: string, { input = '', env = {}, cwd = ROOT }: CliOptions = {}): Promise<CliResult> {
  const script = `nearmiss() { "${process.execPath}" "${ROOT}/bin/nearmiss.js" "$@"; }\n${line}`;
  return run('bash', ['-c', script], { input, env, cwd });
}

function run(command: string, args: readonly string[], { input, env, cwd }: Required<CliOptions>): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(command, args, { cwd, env: { PATH, HOME, XDG_CACHE_HOME: CACHE, ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
