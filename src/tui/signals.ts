/** The terminal itself is gone, its window closed. */
export const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EIO' || error.code === 'EPIPE');

/** Nobody is left to tell anything, and Node's own way out asserts that there is a terminal. */
export function dieWithTerminal(): void {
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}

/** Stops this process as ctrl-z does in a shell; the time runs only after it was continued. Windows has no such thing. */
export async function stopUntilContinued(): Promise<void> {
  if (process.platform === 'win32') return;
  process.kill(process.pid, 'SIGTSTP');
  await new Promise((resolve) => setTimeout(resolve, 50));
}
