import type { SourceMemory } from '../io/source-memory.ts';
import { formatRequest } from '../model/parse-request.ts';
import type { RouteTree } from '../model/route-tree.ts';
import type { Action, Effect } from '../session/state.ts';

/** Several changes in quick succession are written once, after so many ms. */
const PAUSE = 150;

/** What the explorer remembers of its source between sessions. `notify`: what could not be kept, and why; once for each reason. */
export function createPersistence(notify: (notice: string) => void) {
  let memory: SourceMemory | null = null;
  /** The pins of this session that are written. */
  let written: readonly string[] = [];
  let reported: string | null = null;
  let fault: string | null = null;
  const report = (what: string, why: string | null) => {
    if (why !== null && why !== reported) notify(`can’t keep the ${what}: ${why}`);
    reported = why;
  };
  let waiting: (Effect & { kind: 'keep-changes' }) | null = null;
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!waiting || !memory) return;
    fault = memory.keepChanges(waiting.text, waiting.settled);
    waiting = null;
    report('changes', fault);
  };
  return {
    /** Writes what waits to be written. */
    flush,
    /** Why the last changes could not be kept; null where they were. */
    fault: () => fault,
    /** Where to remember from now on; dispatches what is remembered already. Does nothing from the second call on. */
    open: async (given: SourceMemory, base: RouteTree, dispatch: (action: Action) => void): Promise<void> => {
      if (memory) return;
      memory = given;
      const pins = given.pins.read() ?? (await requestsOf(given.requestsFile()));
      const changes = given.changes();
      if (pins !== null) {
        written = pins;
        dispatch({ kind: 'pins-loaded', pins });
      }
      if (changes === null) return;
      const { openScenario } = await import('../formats/scenario-file/read-scenario-file.ts');
      const { scenario } = await openScenario(changes, 'changes of last time', base);
      if (scenario) dispatch({ kind: 'changes-left', left: { name: scenario.name, edits: scenario.steps } });
    },
    keepPins: ({ pins }: Effect & { kind: 'keep-pins' }) => {
      if (!memory) return;
      const why = memory.pins.keep(pins, written);
      if (why === null) written = pins;
      report('pins', why === null ? null : `cannot write to the state folder: ${why}`);
    },
    keepChanges: (effect: Effect & { kind: 'keep-changes' }) => {
      waiting = effect;
      if (timer) clearTimeout(timer);
      timer = setTimeout(flush, PAUSE);
    },
  };
}

/** The requests of a requests file, as they are typed. */
async function requestsOf(text: string | null): Promise<readonly string[] | null> {
  if (text === null) return null;
  const { readRequestsFile } = await import('../formats/requests-file/read-requests-file.ts');
  const { entries } = await readRequestsFile(text, 'pins');
  return (entries ?? []).map(({ request }) => formatRequest(request));
}
