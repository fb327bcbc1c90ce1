import type { RouteRow } from '../../model/registration.ts';
import { exampleRequest } from '../example.ts';
import { currentRow } from '../selectors.ts';
import { noted, type Question, type State, type Step } from '../state.ts';
import { prefixesOf, rowChoices } from './edit-choices.ts';
import { treeNow } from './experiment.ts';
import { ask, submitLine } from './line-editor.ts';
import { change, redoChange, resetChanges, undoChange } from './make-change.ts';
import { jumpToChosen, nextView, takeEntry, togglePanel } from './panel.ts';
import { openPick, togglePick } from './pick-list.ts';
import { pinBar, togglePin, unpinChosen } from './pins.ts';
import { chosenTarget, editRow } from './row-edits.ts';
import { nextFramework } from './settings.ts';
import type { Target } from './targets.ts';
import { startTour } from './tour.ts';
import { unregisteredOf } from './unregistered.ts';

export type Command = (state: State) => Step;

/** A command without effects. */
export const only =
  (make: (state: State) => State): Command =>
  (state) => [make(state), []];

/** A command for the selected route. */
export const withRow =
  (run: (state: State, row: RouteRow) => Step): Command =>
  (state) => {
    const row = currentRow(state);
    return row ? run(state, row) : noted(state, 'no route is selected');
  };

/** Opens the one-line editor for the selected route; `question` returns a notice where the route has no such part. */
const asking =
  (question: (target: Target) => Question | string): Command =>
  (state) => {
    const chosen = chosenTarget(state);
    if ('fault' in chosen) return noted(state, chosen.fault);
    const made = question(chosen.target);
    return typeof made === 'string' ? noted(state, made) : ask(state, made);
  };

/** What the what-if actions do, by their ids in the key table. */
export const EXPERIMENT_COMMANDS = {
  toggle: (state) => editRow(state, 'switch'),
  'move-up': (state) => editRow(state, 'up'),
  'move-down': (state) => editRow(state, 'down'),
  'move-top': (state) => editRow(state, 'top'),
  'move-bottom': (state) => editRow(state, 'bottom'),
  duplicate: (state) => editRow(state, 'duplicate'),
  remove: (state) => editRow(state, 'remove'),
  'edit-path': asking(({ node }) => ({ of: node.kind === 'include' ? 'prefix' : 'path', node: node.id })),
  'edit-methods': asking(({ node, words }) =>
    'methods' in node ? { of: 'methods', node: node.id } : `${words} has no methods`,
  ),
  'edit-params': asking(({ node, words }) =>
    node.kind === 'route' ? { of: 'params', node: node.id } : `${words} has no parameters`,
  ),
  'edit-prefix': withRow(editPrefix),
  'add-route': addRoute,
  'row-menu': (state) => {
    const chosen = chosenTarget(state);
    return 'fault' in chosen && rowChoices(state).length === 0
      ? noted(state, chosen.fault)
      : [openPick(state, 'row'), []];
  },
  'include-router': (state) =>
    (treeNow(state.experiment)?.routers.length ?? 0) > 0
      ? [openPick(state, 'routers'), []]
      : noted(state, 'this source declares no routers'),
  unregistered: (state) => {
    const tree = treeNow(state.experiment);
    const { routers = [], empty = [] } = tree ? unregisteredOf(tree) : {};
    return routers.length + empty.length > 0
      ? [openPick(state, 'unregistered'), []]
      : noted(state, 'no unused routers or empty mounts');
  },
  framework: (state) => {
    const tree = treeNow(state.experiment);
    return tree ? change(state, nextFramework(tree)) : [state, []];
  },
  settings: only((state) => togglePick(state, 'settings')),
  undo: undoChange,
  redo: redoChange,
  reset: resetChanges,
  rename: (state) => ask(state, { of: 'name' }),
  save: only((state) => openPick(state, 'save')),
  pin: pinBar,
  'pin-route': withRow((state, row) => togglePin(state, exampleRequest(row))),
  unpin: unpinChosen,
  panel: only(togglePanel),
  'panel-next': only((state) => nextView(state, 1)),
  'panel-previous': only((state) => nextView(state, -1)),
  'panel-take': only(takeEntry),
  jump: jumpToChosen,
  'line-submit': submitLine,
  tour: (state) => startTour(state),
} as const satisfies Record<string, Command>;

function editPrefix(state: State): Step {
  const [first, ...others] = prefixesOf(state);
  if (!first) return noted(state, 'this path has no prefix');
  return others.length === 0 ? ask(state, { of: 'prefix', node: first.id }) : [openPick(state, 'prefixes'), []];
}

/** Adds a route below the selected one; at the end of the application if none is selected. */
function addRoute(state: State): Step {
  const chosen = chosenTarget(state);
  if (!('fault' in chosen)) {
    const { container, index } = chosen.target;
    return ask(state, { of: 'add', into: container.id, at: index + 1 });
  }
  const tree = treeNow(state.experiment);
  return tree ? ask(state, { of: 'add', into: tree.app.id, at: tree.app.routes.length }) : [state, []];
}
