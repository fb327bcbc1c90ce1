import { describe, expect, test } from 'vitest';
import { compareTyped, typedWord } from '../../src/diagnosis/search/compare-words.ts';
import { slipCount, slips } from '../../src/diagnosis/search/edit-distance.ts';
import { isAbbreviation, synonymKey } from '../../src/diagnosis/search/synonyms.ts';
import { makeWord } from '../../src/diagnosis/search/word.ts';

/** Typed, meant, kinds of mistake; null where the two have nothing to do with each other. */
const PAIRS: readonly (readonly [typed: string, meant: string, kinds: readonly string[] | null])[] = [
  ['users', 'users', []],
  ['usres', 'users', ['typo']],
  ['useers', 'users', ['typo']],
  ['uers', 'users', ['typo']],
  ['isers', 'users', ['typo']],
  ['userss', 'users', ['typo']],
  ['user', 'users', ['plural']],
  ['categories', 'category', ['plural']],
  ['addresses', 'address', ['plural']],
  ['people', 'person', ['plural']],
  ['Users', 'users', ['case']],
  ['USERS', 'users', ['case']],
  ['Orders', 'order', ['plural', 'case']],
  ['order-items', 'order_items', ['separator']],
  ['orderItems', 'order-items', ['separator']],
  ['orderitems', 'order-items', ['separator']],
  ['ORDER-ITEMS', 'order_items', ['separator', 'case']],
  ['2024_01_15', '2024-01-15', ['separator']],
  ['v2', 'v1', ['version']],
  ['v1.41', 'v1.40', ['version']],
  ['2024-02-15', '2024-01-15', ['version']],
  ['repo', 'repository', ['synonym']],
  ['repos', 'repositories', ['synonym']],
  ['cfg', 'config', ['synonym']],
  ['msgs', 'messages', ['synonym']],
  ['accounts', 'users', ['synonym']],
  ['user-cfg', 'user-config', ['synonym']],
  ['prs', 'pull-requests', ['synonym']],
  ['users', 'project-users', ['synonym']],
  ['users.json', 'users', ['extension']],
  ['users,', 'users', ['stray-character']],
  ['"users"', 'users', ['stray-character']],
  ['us%65rs', 'users', ['encoding']],
  ['usres.json', 'users', ['extension', 'typo']],
  ['users', 'orders', null],
  ['42', '43', null],
  ['cat', 'dog', null],
];

describe('words', () => {
  test.each(PAIRS)('%s for %s: %j', (typed, meant, kinds) => {
    const match = compareTyped(typedWord(typed), makeWord(meant));
    expect(match && [...match.kinds].sort()).toEqual(kinds && [...kinds].sort());
  });

  test.each([
    ['abcd', 'abdc', 1],
    ['abc', 'abc', 0],
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['', 'abc', 3],
    ['abcdef', 'uvwxyz', Number.POSITIVE_INFINITY],
  ])('%s and %s are %d slips apart', (a, b, count) => {
    expect(slipCount(a, b, 3)).toBe(count);
    if (Number.isFinite(count)) expect(slips(a, b)).toHaveLength(count);
  });

  test.each([
    ['org', 'organization', true],
    ['mgmt', 'management', true],
    ['svcs', 'services', true],
    ['order', 'orders', false],
    ['items', 'invoices', false],
    ['application', 'applicationsets', false],
  ])('%s abbreviates %s: %s', (short, long, is) => {
    expect(isAbbreviation(short, long)).toBe(is);
  });

  test('every word of the dictionary stands in one group', () => {
    expect(synonymKey(['users'])).toBe(synonymKey(['account']));
    expect(synonymKey(['merge', 'requests'])).toBe(synonymKey(['pulls']));
    expect(synonymKey(['unheard'])).toBe('unheard');
  });
});
