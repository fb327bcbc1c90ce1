import { describe, expect, test } from 'vitest';
import { compile } from '../../src/dialects/index.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { makeRequest } from '../../src/model/request.ts';
import type { Resolution } from '../../src/model/resolution.ts';
import { type RecordedAnswer, type RecordedCase, readRecordings, toRoutesFile } from './recording.ts';

const recordings = readRecordings();

test('every recording is there', () => {
  expect(recordings.flatMap((recording) => recording.cases)).toHaveLength(5979);
});

describe.each(recordings.map((recording) => [recording.name, recording] as const))('%s', (_name, recording) => {
  const app = compile(buildTree(toRoutesFile(recording)));

  test('answers as recorded', () => {
    const differing = recording.cases.flatMap((asked) => {
      const { method, path, host, headers } = asked;
      const request = makeRequest(method, path, { ...(host ? { host } : {}), ...(headers ? { headers } : {}) });
      const given = app.resolve(request);
      return agrees(given, asked) ? [] : [{ asked: brief(asked), given: seen(given, asked) }];
    });
    expect(differing).toEqual([]);
  });
});

/** Always the main answer of the versions recorded; no case needs another version's. */
function agrees(given: Resolution, recorded: RecordedAnswer): boolean {
  return JSON.stringify(seen(given, recorded)) === JSON.stringify(expected(recorded));
}

/** What is compared: parameters and mounts where they were recorded, everything else always. */
function expected({ status, location, route, params, allow, mounts }: RecordedAnswer) {
  return {
    status,
    location: location ?? null,
    route: route ?? null,
    allow: allow ?? null,
    params: params === undefined ? 'not recorded' : sorted(params),
    mounts: mounts === undefined ? 'not recorded' : fullTemplates(mounts),
  };
}

/** Recorded: each mount's path inside its application. Ours: everything in front of it as well. */
function fullTemplates(mounts: readonly string[]): readonly string[] {
  let prefix = '';
  return mounts.map((mount) => {
    prefix += mount === '/' ? '' : mount;
    return prefix || '/';
  });
}

function seen(given: Resolution, recorded: RecordedAnswer) {
  const { status, location, route, params, allow, mounts } = given;
  return {
    status,
    location,
    route,
    allow,
    params: recorded.params === undefined ? 'not recorded' : sorted(params ?? {}),
    mounts: recorded.mounts === undefined ? 'not recorded' : mounts,
  };
}

const sorted = (params: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)));

const brief = ({ method, path, host, ...rest }: RecordedCase) => ({
  request: `${method} ${path.slice(0, 80)} ${host ?? ''}`,
  recorded: expected(rest),
});
