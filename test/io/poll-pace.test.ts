import { describe, expect, it } from 'vitest';
import { isNear, type Look, pauseAfter } from '../../src/io/poll-address.ts';

const LOOK: Look = { near: true, took: 2, failingFor: 0, reached: true };
const FAR = { near: false };
const AWAY = { reached: false };

describe('how often an address is asked', () => {
  it.each<[what: string, look: Partial<Look>, pause: number]>([
    ['of this machine', {}, 150],
    ['of another', FAR, 1000],
    ['that takes its time', { took: 50 }, 250],
    ['of another that takes its time', { ...FAR, took: 150 }, 1500],
    ['that takes very long', { took: 30_000 }, 10_000],
    ['that has just failed', { failingFor: 5 }, 150],
    ['that has failed for a while', { failingFor: 6000 }, 600],
    ['that has failed for an hour', { failingFor: 3_600_000 }, 750],
    ['where nothing has listened for an hour', { ...AWAY, failingFor: 3_600_000 }, 150],
    ['of another that has failed for an hour', { ...FAR, failingFor: 3_600_000 }, 5000],
    ['of another where nothing has listened for an hour', { ...FAR, ...AWAY, failingFor: 3_600_000 }, 5000],
  ])('%s', (_what, look, pause) => {
    expect(pauseAfter({ ...LOOK, ...look })).toBe(pause);
  });
});

describe('an address of this machine', () => {
  it.each([
    'http://127.0.0.1:8000/openapi.json',
    'http://127.1/',
    'http://0x7f000001/',
    'http://127.200.3.4/',
    'http://0.0.0.0:8000/',
    'http://[::1]:8000/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://localhost:3000/x?y',
    'http://LOCALHOST./',
    'https://api.localhost/',
    'http://user:secret@localhost/',
  ])('%s is one', (address) => expect(isNear(address)).toBe(true));

  it.each([
    'https://example.org/127.0.0.1',
    'http://localhost.example.org/',
    'http://notlocalhost/',
    'http://128.0.0.1/',
    'http://192.168.0.1/',
    'http://[fe80::1]/',
    'http://127.0.0.1@example.org/',
    'http://127.0.0.1.example.org/',
    'nothing',
  ])('%s is none', (address) => expect(isNear(address)).toBe(false));
});
