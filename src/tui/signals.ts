/** Whether the terminal is gone, as when its window was closed. */
export const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EIO' || error.code === 'EPIPE');

/** Ends the process by SIGHUP, since Node's own exit asserts that there is a terminal. */
export function dieWithTerminal(): void {
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}

/** Suspends this process as ctrl-z does in a shell; the timer runs after it was continued. Windows has no such signal. */
export async function stopUntilContinued(): Promise<void> {
  if (process.platform === 'win32') return;
  process.kill(process.pid, 'SIGTSTP');
  await new Promise((resolve) => setTimeout(resolve, 50));
}
