import { describe, expect, it } from 'vitest';
import { tolerantYaml } from '../../../src/formats/text/precise-yaml.ts';
import { parseYaml } from '../../../src/formats/text/yaml-document.ts';
import { read } from './support.ts';

const told = (text: string) => read(text, { yaml: { parse: parseYaml, tolerant: tolerantYaml } }).problems;

describe('what is said about YAML that nothing can read', () => {
  it('tells the line of a fault behind old Mac line ends', () => {
    const [problem] = told('openapi: 3.0.0\rpaths:\r  /a:\r    get: {}\r    put: x: y\r  /b: {}\r');
    expect(problem?.at).toMatchObject({ line: 5 });
    expect(problem?.lineText).toBe('    put: x: y');
  });

  it('tells every faulty line once', () => {
    const lines = told('openapi: 3.0.0\npaths:\n  /a: x: y: z\n  /b: {}\n  /c: "d" "e" "f"\n').map(
      ({ at }) => at?.line,
    );
    expect(lines).toEqual([3, 5]);
  });

  it('tells the first lines of a slip that makes all others look wrong', () => {
    const paths = Array.from({ length: 200 }, (_, i) => `  /${i}:\n    get: {summary: x}\n`).join('');
    const problems = told(` ---\nopenapi: 3.0.0\npaths:\n${paths}`);
    expect(problems.length).toBeLessThanOrEqual(11);
    expect(problems[0]?.at?.line).toBeLessThanOrEqual(3);
    expect(problems.at(-1)?.message).toMatch(/\d+ more lines have errors/);
  });

  it('quotes only the beginning of what it can not read', () => {
    const problems = told(`openapi: 3.0.0\npaths: 'a' '${'x'.repeat(5000)}'\n`);
    for (const { message } of problems) expect(message.length).toBeLessThan(250);
  });
});
