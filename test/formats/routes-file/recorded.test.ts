import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/dialects/index.ts';
import { readRoutesFile } from '../../../src/formats/routes-file/read-routes-file.ts';
import { writeRoutesFile } from '../../../src/formats/routes-file/write-routes-file.ts';
import { errorsOf } from '../../../src/model/problem.ts';
import { makeRequest } from '../../../src/model/request.ts';
import { readRecordings, toRoutesFile } from '../../conformance/recording.ts';

const read = async (text: string) => {
  const { tree, problems } = await readRoutesFile(text, { file: 'r.yaml' });
  expect(errorsOf(problems)).toEqual([]);
  if (!tree) throw new Error('unreachable');
  return compile(tree);
};

describe('applications that a real framework has built', () => {
  it.each(readRecordings().map((recording) => [recording.name, recording] as const))(
    '%s: read from JSON and from its own YAML answers alike',
    async (_, recording) => {
      const fromJson = await read(JSON.stringify(toRoutesFile(recording)));
      const fromYaml = await read(writeRoutesFile(fromJson.tree, { file: 'r.yaml' }));
      for (const { method, path, host } of recording.cases) {
        const request = makeRequest(method, path, host === undefined ? {} : { host });
        const { status, route, location, allow, params } = fromJson.resolve(request);
        expect(fromYaml.resolve(request)).toMatchObject({ status, route, location, allow, params });
      }
    },
  );
});
