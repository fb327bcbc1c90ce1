import { writeRequestsFile } from '../formats/requests-file/write.ts';
import type { SourceMemory } from '../io/source-memory.ts';
import { formatRequest, isRequestFault, parseRequest } from '../model/parse-request.ts';
import type { RouteTree } from '../model/route-tree.ts';
import type { Action, Effect } from '../session/state.ts';

/** Several changes in quick succession are written once. */
const PAUSE = 150;

/** What the explorer remembers of its source between sessions. */
export interface Keeper {
  /** Where to remember from now on; tells the session what is remembered of it, the first time. */
  readonly open: (memory: SourceMemory, base: RouteTree, dispatch: (action: Action) => void) => Promise<void>;
  readonly keepPins: (effect: Effect & { kind: 'keep-pins' }) => void;
  readonly keepChanges: (effect: Effect & { kind: 'keep-changes' }) => void;
  /** Writes what waits to be written. */
  readonly flush: () => void;
}

export function createKeeper(): Keeper {
  let memory: SourceMemory | null = null;
  let waiting: (Effect & { kind: 'keep-changes' }) | null = null;
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (waiting) memory?.keepChanges(waiting.text, waiting.settled);
    waiting = null;
  };
  return {
    flush,
    open: async (given, base, dispatch) => {
      if (memory) return;
      memory = given;
      const [pins, changes] = [given.pins(), given.changes()];
      if (pins !== null) dispatch({ kind: 'pins-loaded', pins: await readPins(pins) });
      if (changes === null) return;
      const { openScenario } = await import('../formats/scenario-file/read.ts');
      const { scenario } = await openScenario(changes, 'changes of last time', base);
      if (scenario) dispatch({ kind: 'changes-left', left: { name: scenario.name, edits: scenario.steps } });
    },
    keepPins: ({ pins }) => memory?.keepPins(writePins(pins)),
    keepChanges: (effect) => {
      waiting = effect;
      if (timer) clearTimeout(timer);
      timer = setTimeout(flush, PAUSE);
    },
  };
}

async function readPins(text: string): Promise<readonly string[]> {
  const { readRequestsFile } = await import('../formats/requests-file/read.ts');
  const { entries } = await readRequestsFile(text, 'pins');
  return (entries ?? []).map(({ request }) => formatRequest(request));
}

function writePins(pins: readonly string[]): string {
  const requests = pins.flatMap((pin) => {
    const request = parseRequest(pin);
    return isRequestFault(request) ? [] : [request];
  });
  return writeRequestsFile(requests.map((request) => ({ name: null, request, expect: {}, line: null })));
}
