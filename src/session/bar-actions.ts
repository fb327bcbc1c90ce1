import type { NearMiss } from '../diagnosis/near-miss.ts';
import { requestInCall, requestInJson } from '../model/found-request.ts';
import {
  COMMON_METHODS,
  clientCommand,
  formatRequest,
  isClient,
  isRequestFault,
  parseRequest,
} from '../model/parse-request.ts';
import { DEFAULT_HOST, makeRequest, type Request } from '../model/request.ts';
import { change } from './experiment/make-change.ts';
import { answerOf, chosenMiss, missesOf, needsChangeOnly } from './selectors.ts';
import { noted, type State, type Step } from './state.ts';
import { inputOf, insertText, type TextInput } from './text-input.ts';

/** How many requests are remembered. */
const HISTORY_LIMIT = 500;

/** Sets the text of the bar; new text selects the first near miss again. */
export function setBar(state: State, bar: TextInput): State {
  return bar.text === state.bar.text ? { ...state, bar } : { ...state, bar, miss: 0, historyAt: null };
}

/** Enter in the bar: uses the selected near miss, else follows the redirect, else keeps the request. */
export function submit(state: State): Step {
  const { fault, diagnosis, searching, working } = answerOf(state);
  if (working) return noted(state, 'the answer isn’t ready yet');
  if (searching) return noted(state, 'still searching for near misses');
  if (fault) return noted(state, fault.hint);
  if (!diagnosis) return [state, []];
  const miss = chosenMiss(state);
  if (miss) return takeMiss(state, miss);
  const { request, resolution } = diagnosis;
  const { host, headers } = request;
  if (resolution.location !== null)
    return putRequest(state, makeRequest(request.method, resolution.location, { host, headers }));
  return keep({ ...state, notice: 'kept in the history: ↑ in an empty bar or ctrl-r finds it' }, state.bar.text);
}

/** Puts the corrected request of a near miss into the bar, and makes the change that it needs. */
export function takeMiss(state: State, miss: NearMiss): Step {
  const current = answerOf(state).diagnosis?.request;
  if (!miss.edit) return putRequest(state, miss.request);
  const [changed, effects] = change({ ...state, focus: 'bar' }, miss.edit.edit);
  if (changed.experiment.scenario === state.experiment.scenario || !current || needsChangeOnly(current, miss))
    return [changed, effects];
  const [put, kept] = putRequest(changed, miss.request);
  return [put, [...effects, ...kept]];
}

/** Puts a request into the bar and focuses it; the previous request is kept in the history. */
export function putRequest(state: State, request: Request): Step {
  const [kept, effects] = state.bar.text.trim() === '' ? ([state, []] as Step) : keep(state, state.bar.text);
  return [{ ...setBar(kept, inputOf(formatRequest(request))), focus: 'bar' }, effects];
}

function keep(state: State, text: string): Step {
  const request = text.trim();
  const history = [...state.history.filter((entry) => entry !== request), request].slice(-HISTORY_LIMIT);
  return [{ ...state, history, historyAt: null }, [{ kind: 'keep', request }]];
}

/** Selects a near miss, or the one nearest to that place. */
export function chooseMiss(state: State, miss: number): State {
  return { ...state, miss: Math.max(0, Math.min(miss, missesOf(state).length - 1)) };
}

/** ↑ and ↓ in the bar: through the history from an empty bar, else through the near misses. */
export function chooseBy(state: State, by: 1 | -1): State {
  const walking = state.historyAt !== null || state.bar.text === '';
  if (!walking) return chooseMiss(state, state.miss + by);
  const at = (state.historyAt ?? state.history.length) + by;
  if (at < 0 || state.history.length === 0) return state;
  if (at >= state.history.length) return { ...setBar(state, inputOf('')), historyAt: null };
  return { ...setBar(state, inputOf(state.history[at] ?? '')), historyAt: at };
}

/** Switches the request in the bar to the next common method. */
export function cycleMethod(state: State): State {
  const { text, caret } = state.bar;
  const methods: readonly string[] = COMMON_METHODS;
  const next = (method: string) => methods[(methods.indexOf(method.toUpperCase()) + 1) % methods.length] ?? 'GET';
  const typed = /^\s*([A-Za-z]+)(?=\s+\S|\s*$)/.exec(text);
  if (typed && !isClient(typed[1] ?? '')) {
    const method = next(typed[1] ?? '');
    const moved = caret >= typed[0].length ? caret + method.length - typed[0].length : method.length;
    return setBar(state, { text: method + text.slice(typed[0].length), caret: moved });
  }
  const parsed = parseRequest(text);
  if (isRequestFault(parsed)) return text.trim() === '' ? setBar(state, inputOf('GET ')) : state;
  if (text.startsWith('/')) return setBar(state, { text: `POST ${text}`, caret: caret + 5 });
  return setBar(state, inputOf(formatRequest({ ...parsed, method: next(parsed.method) })));
}

/** A whole request replaces the bar; other text is inserted at the caret. */
export function pasteIntoBar(state: State, pasted: string): State {
  const whole =
    clientCommand(pasted) !== null ||
    /^\s*\w+:\/\//.test(pasted) ||
    / HTTP\/\d/.test(pasted) ||
    (/^\s*\{/.test(pasted) ? requestInJson(pasted) : requestInCall(pasted)) !== null;
  const blank = state.bar.text.trim() === '';
  const parsed = whole || blank ? parseRequest(pasted) : null;
  if (parsed && !isRequestFault(parsed) && (whole || /\n./.test(pasted.trim()))) {
    const bar = inputOf(formatRequest(relevant(state, parsed)));
    return { ...setBar(state, bar), focus: 'bar' };
  }
  return { ...setBar(state, insertText(state.bar, oneLine(pasted))), focus: 'bar' };
}

/** Drops the host and the headers where the application ignores them, to keep the line short. */
function relevant(state: State, request: Request): Request {
  const registrations = state.compiled?.registrations;
  if (!registrations) return request;
  const hosts = registrations.some((registration) => registration.kind === 'host');
  const frontends = registrations.some((registration) => registration.kind === 'frontend');
  return { ...request, host: hosts ? request.host : DEFAULT_HOST, headers: frontends ? request.headers : {} };
}

/** Text for one line: breaks and tabs become spaces, other control characters are removed. */
export function oneLine(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '');
}
