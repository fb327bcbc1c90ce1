import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { SourceLocation } from '../model/source.ts';

/** Editors that take `+LINE FILE`; others get `FILE:LINE` or only the file. */
const PLUS_LINE = /^(?:vi|vim|nvim|nano|emacs|emacsclient|micro|kak|joe|ed|hx|helix)$/;
const COLON_LINE = /^(?:subl|zed|atom)$/;

/** Opens a declaration in $VISUAL or $EDITOR and waits until it is closed; what went wrong in words, or null. */
export async function openEditor(at: SourceLocation): Promise<string | null> {
  const command = process.env.VISUAL ?? process.env.EDITOR ?? '';
  if (command.trim() === '') return 'set $EDITOR to open declarations';
  if (!existsSync(at.file)) return `${at.file} isn’t there`;
  const [program = '', ...given] = command.trim().split(/\s+/);
  const name = program.replace(/^.*[/\\]/, '');
  const place = /^code(?:-insiders)?$|^codium$/.test(name)
    ? ['-g', `${at.file}:${at.line}`]
    : COLON_LINE.test(name)
      ? [`${at.file}:${at.line}`]
      : PLUS_LINE.test(name)
        ? [`+${at.line}`, at.file]
        : [at.file];
  return new Promise((resolve) => {
    const child = spawn(program, [...given, ...place], { stdio: 'inherit' });
    child.on('error', (error) => resolve(`${program}: ${error.message}`));
    child.on('close', () => resolve(null));
  });
}
