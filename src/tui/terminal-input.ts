import { EventEmitter } from 'node:events';
import { NO_TRACE } from '../io/trace.ts';
import type { Action } from '../session/state.ts';
import { decode } from './decode.ts';
import { endOf, isReply, type Tokens, tokensOf, type Unfinished } from './tokens.ts';

/**
 * Milliseconds for which the beginning of a sequence is taken to go on, by what it may become. A lone escape is mostly the key, and who
 * presses it waits; nobody waits for the end of a reply.
 */
const PATIENCE: Readonly<Record<Exclude<Unfinished, 'nothing' | 'paste'>, number>> = {
  escape: 30,
  sequence: 150,
  reply: 150,
};
const PATIENCE_WITH_REPLIES = 1000;
/** A paste that has stopped coming for so long may be left by ctrl-c; its end may never come. */
const PASTE_STALLED = 500;

/**
 * Reads the keyboard, and gives what Ink takes for it: Ink turns raw mode on and off there, and reads nothing. Its own reading
 * gives up a sequence 20 ms after its beginning, what comes later is typing then, and waits for the end of a paste for
 * ever, ctrl-c included. It begins at once: what is typed before the first frame would be echoed by the terminal, and ctrl-c be a signal.
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
      if (kind === 'paste') dispatch({ kind: 'paste', text });
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
