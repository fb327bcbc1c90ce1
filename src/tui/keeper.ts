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
  /** Why the last changes could not be kept; null where they were. */
  readonly fault: () => string | null;
}

/** `tell`: what could not be kept, and why; once for each reason, since nobody can do anything while keys are pressed. */
export function createKeeper(tell: (news: string) => void): Keeper {
  let memory: SourceMemory | null = null;
  /** The pins that this session knows of, as they are written. */
  let known = '[]\n';
  let told: string | null = null;
  let lost: string | null = null;
  const report = (what: string, fault: string | null) => {
    if (fault !== null && fault !== told) tell(`${what} can’t be kept for the next time: ${fault}`);
    told = fault;
  };
  let waiting: (Effect & { kind: 'keep-changes' }) | null = null;
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!waiting || !memory) return;
    lost = memory.keepChanges(waiting.text, waiting.settled);
    waiting = null;
    report('changes', lost);
  };
  return {
    flush,
    fault: () => lost,
    open: async (given, base, dispatch) => {
      if (memory) return;
      memory = given;
      const [pins, changes] = [given.pins(), given.changes()];
      if (pins !== null) {
        const read = await readPins(pins);
        known = writePins(read);
        dispatch({ kind: 'pins-loaded', pins: read });
      }
      if (changes === null) return;
      const { openScenario } = await import('../formats/scenario-file/read.ts');
      const { scenario } = await openScenario(changes, 'changes of last time', base);
      if (scenario) dispatch({ kind: 'changes-left', left: { name: scenario.name, edits: scenario.steps } });
    },
    keepPins: ({ pins }) => {
      if (!memory) return;
      const text = writePins(pins);
      const fault = memory.keepPins(text, known);
      if (fault === null) known = text;
      report('pins', fault);
    },
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
