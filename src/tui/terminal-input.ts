import { EventEmitter } from 'node:events';
import { NO_TRACE } from '../io/trace.ts';
import type { Action } from '../session/state.ts';
import { decode } from './decode.ts';
import { endOf, isReply, type Tokens, tokensOf, type Unfinished } from './tokens.ts';

/**
 * How long to wait for the rest of a sequence, in ms, by what it may become. A lone escape is usually the key, and its user is waiting;
 * nobody waits for a reply of the terminal.
 */
const PATIENCE: Readonly<Record<Exclude<Unfinished, 'nothing' | 'paste'>, number>> = {
  escape: 30,
  sequence: 150,
  reply: 150,
};
const PATIENCE_WITH_REPLIES = 1000;
/** After this pause in a paste, in ms, ctrl-c ends it: its end mark may never arrive. */
const PASTE_STALLED = 500;

/**
 * Reads the keyboard, and returns an input stream for Ink, which only switches raw mode with it. Ink's own reader ends a sequence after
 * 20 ms, so that a late rest is taken for typing, and waits for the end of a paste forever, ctrl-c included. Reading begins at once:
 * before the first frame the terminal would echo what is typed, and ctrl-c would be a signal.
 */
export function readTerminal(
  stdin: NodeJS.ReadStream,
  dispatch: (action: Action) => void,
  trace = NO_TRACE,
): NodeJS.ReadStream {
  let rest = '';
  let unfinished: Unfinished = 'nothing';
  let timer: NodeJS.Timeout | null = null;
  let late: NodeJS.Immediate | null = null;
  let read = 0;

  const wait = () => {
    if (timer) clearTimeout(timer);
    if (late) clearImmediate(late);
    timer = null;
    late = null;
    if (unfinished === 'nothing' || unfinished === 'paste') return;
    const ms = unfinished === 'reply' && isReply(rest) ? PATIENCE_WITH_REPLIES : PATIENCE[unfinished];
    // What has come while this process was busy is read before the end of the waiting counts.
    timer = setTimeout(() => {
      late = setImmediate(() => {
        const left = endOf(rest, unfinished);
        take({ tokens: left, rest: '', unfinished: 'nothing' });
      });
    }, ms);
  };
  const take = (found: Tokens) => {
    rest = found.rest;
    unfinished = found.unfinished;
    wait();
    for (const { kind, text } of found.tokens) {
      // Most terminals send the line breaks of a paste as carriage returns.
      if (kind === 'paste') dispatch({ kind: 'paste', text: text.replace(/\r\n?/g, '\n') });
      else for (const action of decode(text)) dispatch(action);
    }
  };
  const onData = trace.around('input', (chunk: string) => {
    const now = performance.now();
    const stalled = unfinished === 'paste' && chunk === '\u0003' && now - read > PASTE_STALLED;
    read = now;
    if (stalled)
      take({ tokens: [...endOf(rest, unfinished), { kind: 'input', text: chunk }], rest: '', unfinished: 'nothing' });
    else take(tokensOf(rest + chunk));
  });

  let listening = false;
  const listen = (on: boolean) => {
    if (on === listening) return;
    listening = on;
    stdin.setRawMode(on);
    stdin.off('data', onData);
    rest = '';
    unfinished = 'nothing';
    wait();
    if (!on) {
      stdin.pause();
      return;
    }
    stdin.setEncoding('utf8');
    stdin.on('data', onData);
    stdin.resume();
  };
  const stream = Object.assign(new EventEmitter(), {
    isTTY: true,
    setEncoding: () => stream,
    setRawMode: (on: boolean) => {
      listen(on);
      return stream;
    },
    ref: () => stdin.ref(),
    unref: () => stdin.unref(),
    read: () => null,
  });
  listen(true);
  return stream as unknown as NodeJS.ReadStream;
}
