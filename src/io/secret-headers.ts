import { readFileSync } from 'node:fs';
import { systemReason } from './fault.ts';

/** Headers for every request to a source's own origin. Values are secrets: they are sent, never shown or stored. */
export type SecretHeaders = Readonly<Record<string, string>>;

/** Whether there are any. */
export const hasSecrets = (headers: SecretHeaders = {}): boolean => Object.keys(headers).length > 0;

const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s*(.*)$/;

/**
 * What `--header` was given: `Name: value`; `@FILE` for a file of such lines; a value `@FILE` for the content of a file;
 * `$NAME` or `${NAME}` in a value for a variable of the environment, so that a secret needn't stand in the shell's history.
 * The fault never holds a value.
 */
export function readHeaders(
  options: readonly string[],
  env: NodeJS.ProcessEnv,
): { readonly headers: SecretHeaders } | { readonly fault: string } {
  const headers: Record<string, string> = Object.create(null);
  try {
    for (const line of options.flatMap(linesOf)) {
      const match = HEADER.exec(line);
      if (!match) return { fault: '--header takes "Name: value", or @FILE with such lines' };
      const [, name = '', written = ''] = match;
      const value = written.startsWith('@') ? content(written.slice(1)).trim() : expand(written, env);
      if (typeof value !== 'string') return value;
      if (/[^\t\u0020-\u007e\u0080-\u00ff]/.test(value))
        return {
          fault: `--header ${name}: the value holds a line break or another character that no header can carry`,
        };
      headers[name.toLowerCase()] = value;
    }
  } catch (error) {
    return { fault: `--header: cannot read its file: ${systemReason(error)}` };
  }
  return { headers };
}

const content = (path: string) => readFileSync(path, 'utf8');

function linesOf(option: string): readonly string[] {
  if (!option.startsWith('@')) return [option];
  return content(option.slice(1))
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

/** `$$` is a dollar sign. */
function expand(text: string, env: NodeJS.ProcessEnv): string | { readonly fault: string } {
  let missing: string | null = null;
  const value = text.replace(/\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g, (_, bare?: string, braced?: string) => {
    const name = bare ?? braced;
    if (name === undefined) return '$';
    if (env[name] === undefined) missing ??= name;
    return env[name] ?? '';
  });
  return missing === null ? value : { fault: `--header: the environment has no ${missing}` };
}
