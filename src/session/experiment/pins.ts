import { formatRequest, isRequestFault, parseRequest } from '../../model/parse-request.ts';
import type { Request } from '../../model/request.ts';
import { exampleRequest } from '../example.ts';
import { currentRow } from '../selectors.ts';
import { noted, type State, type Step } from '../state.ts';
import { pinEntries } from './shown-impact.ts';

/** Pins or unpins the request in the bar. */
export function pinBar(state: State): Step {
  const request = parseRequest(state.bar.text);
  return isRequestFault(request) ? noted(state, `nothing to pin: ${request.hint}`) : togglePin(state, request);
}

/** Pins or unpins an example request for the selected route. */
export function pinRow(state: State): Step {
  const row = currentRow(state);
  return row ? togglePin(state, exampleRequest(row)) : noted(state, 'no route is selected');
}

export function unpinChosen(state: State): Step {
  const entry = pinEntries(state)[state.experiment.chosen];
  return entry ? unpin(state, entry.text) : [state, []];
}

function togglePin(state: State, request: Request): Step {
  const text = formatRequest(request);
  const { pins } = state.experiment;
  return pins.includes(text) ? unpin(state, text) : withPins(state, [...pins, text], `pinned: ${text}`);
}

function unpin(state: State, text: string): Step {
  const pins = state.experiment.pins.filter((pin) => pin !== text);
  return withPins(state, pins, `unpinned: ${text}`);
}

function withPins(state: State, pins: readonly string[], notice: string): Step {
  const chosen = Math.max(0, Math.min(state.experiment.chosen, pins.length - 1));
  const experiment = {
    ...state.experiment,
    pins,
    chosen: state.experiment.view === 'pins' ? chosen : state.experiment.chosen,
  };
  const next: State = { ...state, experiment, notice };
  return [next, [{ kind: 'keep-pins', pins }]];
}
