import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where programs keep what isn't worth a backup: `$XDG_STATE_HOME/nearmiss` (XDG base directories), by default below the home folder. */
export function stateFolder(env: NodeJS.ProcessEnv = process.env): string {
  const given = env.XDG_STATE_HOME ?? '';
  return join(isAbsolute(given) ? given : join(homedir(), '.local', 'state'), 'nearmiss');
}
