import { writeRequestsFile } from '../../formats/requests-file/write-requests-file.ts';
import { writeRoutesFile } from '../../formats/routes-file/write-routes-file.ts';
import { writeScenarioFile } from '../../formats/scenario-file/write-scenario-file.ts';
import { expectationOf } from '../../whatif/expectation.ts';
import { changeList, treeOf } from '../../whatif/scenario.ts';
import type { Effect, ExportKind, State } from '../state.ts';
import { isUnsaved, requestsIn } from './experiment.ts';

export const EXPORT_WORDS: Readonly<Record<ExportKind, string>> = {
  scenario: 'scenario file',
  routes: 'routes file',
  changes: 'list of changes',
  pins: 'pinned requests',
};

/** The text of an export. Pins are written with their current answers, for `check`. */
export function exportText(state: State, kind: ExportKind): string {
  const { scenario } = state.experiment;
  switch (kind) {
    case 'scenario':
      return scenarioText(state);
    case 'routes':
      return scenario ? writeRoutesFile(treeOf(scenario), { file: state.source }) : '';
    case 'changes':
      return scenario ? changeList(scenario) : '';
    case 'pins':
      return writeRequestsFile(
        requestsIn(state.experiment.pins).map((request) => ({
          name: null,
          request,
          expect: state.compiled ? expectationOf(state.compiled.resolve(request)) : {},
          line: null,
        })),
      );
  }
}

/** Misfits are saved too, so that nothing is lost. */
function scenarioText({ experiment: { scenario }, source }: State): string {
  if (!scenario) return '';
  return writeScenarioFile({ name: scenario.name, base: source, edits: scenario.steps.slice(0, scenario.at) });
}

/** Stores unsaved changes for the next session, or deletes them once they are saved. */
export function autosave(state: State): Effect {
  return {
    kind: 'keep-changes',
    text: isUnsaved(state.experiment) ? scenarioText(state) : null,
    settled: state.experiment.left === null,
  };
}

/** A file name beside the source: `shop.scenario.yaml` for `shop.yaml`. */
export function suggestedName(source: string, kind: ExportKind): string {
  const ending = {
    scenario: '.scenario.yaml',
    routes: '.changed.yaml',
    changes: '.changes.md',
    pins: '.requests.yaml',
  };
  const local = /^[a-z]+:\/\//i.test(source) || source === '' || source.startsWith('<') ? '' : source;
  const address = /^[a-z]+:\/\/([^/:?#]+)/i.exec(source)?.[1];
  const stem = local.replace(/\.(?:ya?ml|json)$/i, '') || address || 'nearmiss';
  return `${stem}${ending[kind]}`;
}
