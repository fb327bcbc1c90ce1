import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const BIN = `${ROOT}bin/nearmiss.js`;
const TIME = '/usr/bin/time';
const { PATH = '', HOME = '' } = process.env;
/** Nothing else: NODE_EXTRA_CA_CERTS makes every process start 40 ms later, and what is measured is little beside that. */
const ENVIRONMENT = { PATH, HOME, LANG: 'C.UTF-8' };

export interface Run {
  readonly ms: number;
  /** The most memory that it held, in MB; null where this system has no /usr/bin/time that says so. */
  readonly peak: number | null;
  readonly stdout: string;
}

/** Runs `node ...args` to its end, its output through a pipe as a shell would have it. */
export function runNode(args: readonly string[], { keep = false, stdin = null as string | null } = {}): Promise<Run> {
  const measured = process.platform === 'linux' && existsSync(TIME);
  const command = measured ? [TIME, '-f', 'peak %M', process.execPath, ...args] : [process.execPath, ...args];
  const line = stdin === null ? command : ['sh', '-c', `cat ${quote(stdin)} | ${command.map(quote).join(' ')}`];
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const [program = '', ...rest] = line;
    const child = spawn(program, rest, { cwd: ROOT, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      if (keep) stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const ms = performance.now() - began;
      // 1 is an answer as well: no route handles the request.
      if (code !== 0 && code !== 1) reject(new Error(`${args.join(' ').slice(0, 200)} ended with ${code}: ${stderr}`));
      const peak = /peak (\d+)/.exec(stderr)?.[1];
      resolve({ ms, peak: peak === undefined ? null : Number(peak) / 1024, stdout });
    });
  });
}

const quote = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
