import { readFileSync } from 'node:fs';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const file = (name: string) => fileURLToPath(new URL(`tls/${name}.pem`, import.meta.url));
const key = readFileSync(file('key'));
const listening = async (server: Server) => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
};

const servers: { close: () => void; closeAllConnections: () => void }[] = [];
const ports: Record<string, number> = {};
let plain = 0;
beforeAll(async () => {
  for (const name of ['good', 'expired', 'future', 'elsewhere', 'self-signed']) {
    const server = createServer({ key, cert: readFileSync(file(name)) }, ({ url }, response) => {
      if (url === '/down') response.writeHead(302, { location: `http://127.0.0.1:${plain}/x?sig=s3cret` }).end();
      else response.end('{"routes": ["GET /over-tls"]}');
    });
    servers.push(server);
    ports[name] = await listening(server);
  }
  const server = createPlainServer((_, response) => response.end('{"routes": ["GET /in-the-clear"]}'));
  servers.push(server);
  plain = await listening(server);
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const list = (name: string, trusted: string | null, path = '/routes.json') =>
  runCli(['list', `https://127.0.0.1:${ports[name]}${path}`], {
    env: trusted === null ? {} : { NODE_EXTRA_CA_CERTS: file(trusted) },
  });

describe('a source behind TLS', () => {
  it.each([
    ['good', 'ca'],
    ['self-signed', 'self-signed'],
  ])('%s is read where %s is trusted', async (name, trusted) => {
    const { code, stdout, stderr } = await list(name, trusted);
    expect([code, stderr, stdout.includes('/over-tls')]).toEqual([0, '', true]);
  });

  it.each([
    ['good', null, ['signed by an unknown authority', 'NODE_EXTRA_CA_CERTS=ca.pem nearmiss']],
    ['self-signed', null, ['self-signed', 'NODE_EXTRA_CA_CERTS=cert.pem nearmiss']],
    ['expired', 'ca', ['has expired', 'renew it']],
    ['future', 'ca', ['not valid yet', 'clock']],
    ['elsewhere', 'ca', ['for another host', 'it is for api.example.org, *.example.net']],
  ] as const)('%s with %s trusted is refused, with what to do', async (name, trusted, words) => {
    const { code, stdout, stderr } = await list(name, trusted);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`cannot reach https://127.0.0.1:${ports[name]}/routes.json`);
    for (const word of words) expect(stderr).toContain(word);
    expect(stderr).not.toMatch(/ {2,}at |Error:/);
  });

  it('that leads to one without is not followed, and what the redirect carries is not shown', async () => {
    const { code, stderr } = await list('good', 'ca', '/down');
    expect([code, stderr.includes('from https to http'), stderr.includes('s3cret')]).toEqual([2, true, false]);
    expect(stderr).toContain(`use http://127.0.0.1:${plain}/x`);
  });

  it('that speaks none is named as such', async () => {
    const { code, stderr } = await runCli(['list', `https://127.0.0.1:${plain}/routes.json`]);
    expect([code, stderr.includes('not a TLS server: use http://')]).toEqual([2, true]);
  });
});
