import { formatRequest } from '../../model/parse-request.ts';
import { exampleRequest, isPlain, typicalRow } from '../example.ts';
import { TEXT_CONTEXTS } from '../keys.ts';
import { answerOf } from '../selectors.ts';
import { type Action, contextOf, type State, type Step, type Tour } from '../state.ts';
import { changeCount } from './experiment.ts';

/** After this many keys without progress, a tour that began by itself ends. */
const PATIENCE = 6;

interface TourStep {
  readonly words: (state: State) => string;
  /** Whether the user has done it. */
  readonly done: (state: State, tour: Tour) => boolean;
}

const STEPS: readonly TourStep[] = [
  {
    words: (state) => `type a request with a typo: ${misspelt(state)}`,
    done: (state) => (answerOf(state).diagnosis?.misses.length ?? 0) > 0,
  },
  {
    words: () => 'press ⏎ to use the near miss (↓ selects another)',
    done: (state) => (answerOf(state).diagnosis?.resolution.status ?? 500) < 400,
  },
  {
    words: (state) =>
      state.focus === 'table' ? 'press K to move this route up, or J down' : 'press tab to go to the routes',
    done: (state, { changes }) => changeCount(state.experiment) > changes,
  },
  {
    words: () => 'the panel shows what changes; press u to undo',
    done: (state, { changes }) => changeCount(state.experiment) <= changes,
  },
  { words: () => 'done: ctrl-p searches all actions, F1 shows keys', done: () => false },
];

export const TOUR_LENGTH = STEPS.length;

export function startTour(state: State, unasked = false): Step {
  const tour: Tour = { step: 0, changes: changeCount(state.experiment), unasked, keys: 0 };
  return [{ ...state, overlay: null, focus: 'bar', tour }, [{ kind: 'remember-tour' }]];
}

/** Moves the tour on after an action. The next key ends its last step. */
export function advanceTour(before: State, after: State, action: Action): State {
  const { tour } = after;
  if (!tour || before.tour !== tour) return after;
  if (!STEPS[tour.step]?.done(after, tour)) return stray(after, tour, action);
  return { ...after, tour: { ...tour, step: tour.step + 1, keys: 0 }, notice: null };
}

function stray(state: State, tour: Tour, action: Action): State {
  const isKey = action.kind === 'key' || (action.kind === 'text' && !TEXT_CONTEXTS.includes(contextOf(state)));
  if (!isKey) return state;
  if (tour.step === STEPS.length - 1) return { ...state, tour: null };
  const keys = tour.keys + 1;
  return { ...state, tour: tour.unasked && (keys > PATIENCE || state.overlay) ? null : { ...tour, keys } };
}

export function tourWords(state: State): string | null {
  return state.tour && (STEPS[state.tour.step]?.words(state) ?? null);
}

/** A request for a route of this application, with a typo. */
function misspelt({ compiled: app }: State): string {
  const row = app && typicalRow(app);
  if (!row) return 'GET /nothing/here';
  const text = formatRequest(exampleRequest(row));
  return isPlain(row) ? text.slice(0, -1) : `${text}x`;
}
