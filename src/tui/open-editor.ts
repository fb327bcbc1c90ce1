import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { isFile } from '../io/file-stats.ts';
import type { SourceLocation } from '../model/source.ts';

/** Editors that take `+LINE FILE`, `FILE:LINE`, … in their own ways; others get only the file. */
const PLUS_LINE = /^(?:vi|vim|nvim|gvim|view|nano|pico|emacs|emacsclient|micro|kak|joe|jed|ed|ne|mg)$/;
const COLON_LINE = /^(?:subl|zed|atom|hx|helix|lapce)$/;
const CODE = /^(?:code(?:-insiders|-oss)?|codium|vscodium|cursor|windsurf)$/;
const JETBRAINS = /^(?:idea|pycharm|webstorm|charm|goland|rubymine|phpstorm)(?:64|\.sh)?$/;

/**
 * Opens a declaration in $VISUAL or $EDITOR and waits until it is closed; what went wrong in words, or null. Its file is looked for
 * in the working folder, then in the folder of the source. No shell sees the names.
 */
export async function openEditor(at: SourceLocation, source: string): Promise<string | null> {
  const command = (process.env.VISUAL || process.env.EDITOR || '').trim();
  if (command === '') return 'set $EDITOR to open declarations';
  const file = [resolve(at.file), resolve(dirname(source), at.file)].find(isFile);
  if (file === undefined) return `${at.file} doesn’t exist`;
  const [program = '', ...given] = command.split(/\s+/);
  return new Promise((done) => {
    const child = spawn(program, [...given, ...placeArguments(program, { ...at, file })], { stdio: 'inherit' });
    child.on('error', (error) =>
      done(
        'code' in error && error.code === 'ENOENT'
          ? `${program} not found: set $EDITOR`
          : `${program}: ${error.message}`,
      ),
    );
    child.on('close', () => done(null));
  });
}

/** The arguments that open an editor at a line. The file's name is a whole path, so that none can be taken for an option. */
export function placeArguments(
  program: string,
  { file, line }: Pick<SourceLocation, 'file' | 'line'>,
): readonly string[] {
  const name = program.replace(/^.*[/\\]/, '').replace(/\.(?:exe|cmd)$/i, '');
  const path = resolve(file);
  if (CODE.test(name)) return ['-g', `${path}:${line}`];
  if (JETBRAINS.test(name)) return ['--line', String(line), path];
  if (COLON_LINE.test(name)) return [`${path}:${line}`];
  return PLUS_LINE.test(name) ? [`+${line}`, path] : [path];
}
