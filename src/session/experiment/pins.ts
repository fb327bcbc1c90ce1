import { formatRequest, isRequestFault, parseRequest } from '../../model/parse-request.ts';
import type { Request } from '../../model/request.ts';
import { noted, type State, type Step, withExperiment } from '../state.ts';
import { requestsIn } from './experiment.ts';
import { pinEntries } from './shown-impact.ts';

/** Pins or unpins the request in the bar. */
export function pinBar(state: State): Step {
  const request = parseRequest(state.bar.text);
  return isRequestFault(request) ? noted(state, `nothing to pin: ${request.hint}`) : togglePin(state, request);
}

export function unpinChosen(state: State): Step {
  const entry = pinEntries(state)[state.experiment.chosen];
  return entry ? unpin(state, formatRequest(entry.request)) : [state, []];
}

/** Adds the pins of earlier sessions before those of this one. */
export function withPins(state: State, pins: readonly string[]): State {
  const read = requestsIn(pins).map((request) => formatRequest(request));
  return withExperiment(state, { pins: [...new Set([...read, ...state.experiment.pins])] });
}

/** Pins a request, or unpins it. */
export function togglePin(state: State, request: Request): Step {
  const text = formatRequest(request);
  const { pins } = state.experiment;
  return pins.includes(text) ? unpin(state, text) : keepPins(state, [...pins, text], `pinned: ${text}`);
}

function unpin(state: State, text: string): Step {
  const pins = state.experiment.pins.filter((pin) => pin !== text);
  return keepPins(state, pins, `unpinned: ${text}`);
}

function keepPins(state: State, pins: readonly string[], notice: string): Step {
  const { view, chosen } = state.experiment;
  const last = Math.max(0, pins.length - 1);
  const next = withExperiment(state, { pins, chosen: view === 'pins' ? Math.min(chosen, last) : chosen });
  return [{ ...next, notice }, [{ kind: 'keep-pins', pins }]];
}
