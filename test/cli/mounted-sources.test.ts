import { describe, expect, it } from 'vitest';
import { setMountedApart } from '../../src/cli/mounted-sources.ts';

const isFile = (name: string) => name === 'odd=name.yaml';

describe('NAME=SOURCE@/PREFIX', () => {
  it.each<[string, string, { name: string; source: string; prefix: string } | null]>([
    ['with a prefix', 'users=./users.json@/api/users', { name: 'users', source: './users.json', prefix: '/api/users' }],
    ['without one', 'users=users.json', { name: 'users', source: 'users.json', prefix: '/users' }],
    [
      'an address',
      'u=http://me@host:8000/x.json@/u',
      { name: 'u', source: 'http://me@host:8000/x.json', prefix: '/u' },
    ],
    ['a file', 'routes.yaml', null],
    ['a file that is called like one', 'odd=name.yaml', null],
    ['a method', 'GET', null],
    ['a target with a query', '/users?a=b@/c', null],
    ['a request', 'GET /users?a=b', null],
    ['a URL with a query', 'http://host/?a=b', null],
  ])('%s', (_, word, mounted) => {
    expect(setMountedApart([word], isFile)).toEqual(
      mounted === null ? { words: [word], mounted: [] } : { words: [], mounted: [mounted] },
    );
  });

  it('what stands behind curl is curl’s', () => {
    const words = ['routes.yaml', 'curl', '-G', 'http://a/x', '-d', 'q=1', '--data-urlencode', 'n=a b'];
    expect(setMountedApart(words, isFile)).toEqual({ words, mounted: [] });
    expect(setMountedApart(['users=u.json', ...words], isFile)).toMatchObject({ words, mounted: [{ name: 'users' }] });
  });
});
