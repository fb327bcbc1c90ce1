import { formatRequest, isRequestFault, parseRequest } from '../../model/parse-request.ts';
import type { Request } from '../../model/request.ts';
import { exampleRequest } from '../example.ts';
import { currentRow } from '../selectors.ts';
import type { State, Step } from '../state.ts';
import { pinEntries } from './shown-impact.ts';

/** Pins the request in the bar; one that is pinned already is let go. */
export function pinBar(state: State): Step {
  const request = parseRequest(state.bar.text);
  return isRequestFault(request)
    ? [{ ...state, notice: `nothing to pin: ${request.hint}` }, []]
    : togglePin(state, request);
}

/** Pins an example of the chosen route. */
export function pinRow(state: State): Step {
  const row = currentRow(state);
  return row ? togglePin(state, exampleRequest(row)) : [{ ...state, notice: 'no route is selected' }, []];
}

export function unpinChosen(state: State): Step {
  const entry = pinEntries(state)[state.experiment.chosen];
  return entry
    ? withPins(
        state,
        state.experiment.pins.filter((pin) => pin !== entry.text),
        `unpinned: ${entry.text}`,
      )
    : [state, []];
}

function togglePin(state: State, request: Request): Step {
  const text = formatRequest(request);
  const { pins } = state.experiment;
  if (pins.includes(text))
    return withPins(
      state,
      pins.filter((pin) => pin !== text),
      `unpinned: ${text}`,
    );
  return withPins(state, [...pins, text], `pinned: ${text}`);
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
