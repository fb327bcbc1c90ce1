import { MessageChannel } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receiveParts, sendInParts } from '../../src/cli/in-parts.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import type { RouteTree } from '../../src/model/route-tree.ts';
import { randomTree } from '../whatif/random-app.ts';

async function sent(tree: RouteTree) {
  const { port1, port2 } = new MessageChannel();
  const rest = structuredClone(sendInParts(tree, port2));
  const received = await receiveParts(rest, port1);
  return { rest, received };
}

const many = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `GET ${prefix}/${i}`);

describe('a tree in parts', () => {
  it('arrives as it was, wherever its long lists are', async () => {
    const tree = buildTree({
      routers: { long: { prefix: '/r', routes: many('/long', 1200) }, short: { routes: ['GET /short'] } },
      routes: [
        ...many('/a', 600),
        {
          mount: '/m',
          app: { framework: 'starlette', routes: [{ mount: '/n', app: { routes: many('/deep', 600) } }] },
        },
        { mount: '/s', app: { kind: 'static', files: ['x'] } },
        { host: 'h', app: { framework: 'starlette', routes: many('/host', 501) } },
        { include: 'long' },
      ],
    });
    const { rest, received } = await sent(tree);
    expect(received).toEqual(tree);
    expect(JSON.stringify(rest).length).toBeLessThan(5000);
    expect(tree.app.kind).toBe('fastapi');
  });

  it('arrives as it was, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(randomTree, async (tree) => {
        expect((await sent(tree)).received).toEqual(tree);
      }),
    );
  });
});
