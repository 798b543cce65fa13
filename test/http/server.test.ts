import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { listenAddress, listenProblem } from '../../src/http/listen-address.js';
import { startServer } from '../../src/http/server.js';
import { rawRequest } from './raw-request.js';
import { emptyDatabase, post, serviceOver } from './service.js';

describe('the address', () => {
  it('is this machine alone, at 8377, where nothing says otherwise', () => {
    expect(listenAddress({}, {})).toMatchObject({ ok: true, value: { host: '127.0.0.1', port: 8377 } });
    expect(listenAddress({}, { HOST: '', PORT: '' })).toMatchObject({
      value: { host: '127.0.0.1', port: 8377 },
    });
  });

  it('is as the environment says, and before that as told', () => {
    const environment = { HOST: '0.0.0.0', PORT: '80' };
    expect(listenAddress({}, environment)).toMatchObject({ value: { host: '0.0.0.0', port: 80 } });
    expect(listenAddress({ host: '::1', port: '0' }, environment)).toMatchObject({
      value: { host: '::1', port: 0 },
    });
  });

  it('may have any port from 0 to 65535', () => {
    expect(listenAddress({ port: 65_535 }, {})).toMatchObject({ ok: true, value: { port: 65_535 } });
    for (const port of ['65536', '-1', '80a', '1e3', '0x50', '', ' 80', '99999999999']) {
      expect(listenAddress({ port }, {})).toMatchObject({
        ok: false,
        problems: [
          {
            code: 'number-expected',
            field: 'port',
            found: port,
            expected: 'a whole number from 0 to 65535',
          },
        ],
      });
    }
  });

  it('that is taken already is told', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const bound = taken.address();
    const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
    const { path: database } = await emptyDatabase();
    const started = await startServer({ database, host: '127.0.0.1', port, signals: [] });
    expect(started).toMatchObject({
      ok: false,
      problems: [{ message: `port ${port} of 127.0.0.1 is in use already`, field: 'port' }],
    });
    taken.close();
  });

  it('that this machine does not have is told', async () => {
    const { path: database } = await emptyDatabase();
    const started = await startServer({ database, host: '192.0.2.1', port: 0, signals: [] });
    expect(started).toMatchObject({ ok: false, problems: [{ field: 'host', found: '192.0.2.1' }] });
  });

  it.each(['0.0.0.0', '192.168.1.2', '::'])('%s is not for a service without sign-in', async (host) => {
    const { path: database } = await emptyDatabase();
    const started = await startServer({ database, host, port: 0, signals: [], withoutSignIn: true });
    expect(started).toMatchObject({
      ok: false,
      problems: [
        { code: 'sign-in-needed', field: 'host', found: host, expected: 'localhost, 127.0.0.1 or ::1' },
      ],
    });
  });

  it('has nothing to do with other errors', () => {
    expect(listenProblem({ host: '127.0.0.1', port: 1 }, new Error('the disk is full'))).toBeNull();
  });

  it('beyond this machine is answered to by any name', async () => {
    const { path: database } = await emptyDatabase();
    const logger = pino({ level: 'silent' });
    const started = await startServer({ database, host: '0.0.0.0', port: 0, logger, signals: [] });
    if (!started.ok) throw new Error('The service did not start.');
    const own = { ...started.value, url: started.value.url.replace('0.0.0.0', '127.0.0.1') };
    const headers = { host: 'attain.example.com' };
    expect((await rawRequest(own, { path: '/healthz', headers })).status).toBe(200);
    await started.value.stop();
  });
});

describe('stopping', () => {
  it('finishes the request that is being answered, and accepts no other', async () => {
    const service = await serviceOver(await emptyDatabase());
    const { hostname, port } = new URL(service.url);
    const { body = '' } = post({ files: [{ name: 'a.yaml', text: 'plan: a' }] });
    const text = String(body);
    const socket = connect(Number(port), hostname);
    const received: Buffer[] = [];
    socket.on('data', (chunk) => received.push(chunk));
    const head = `POST /api/v1/rules/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n`;
    socket.write(`${head}Content-Length: ${text.length}\r\n\r\n${text.slice(0, 10)}`);
    // Answered on another connection, so the first part of the request has arrived by then.
    await fetch(`${service.url}/healthz`);

    const stopping = service.stop();
    await expect(fetch(`${service.url}/healthz`)).rejects.toThrow();
    socket.write(text.slice(10));
    await once(socket, 'close');
    expect(Buffer.concat(received).toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    await stopping;
    await service.stopped;
  });

  it('twice is stopping once', async () => {
    const service = await serviceOver(await emptyDatabase());
    await Promise.all([service.stop(), service.stop()]);
    await service.stop();
  });

  it('closes the database', async () => {
    const db = await emptyDatabase();
    const service = await serviceOver(db);
    await db.close();
    await fetch(`${service.url}/api/v1/payees`);
    // Whoever closes the database last leaves no log of writes beside it.
    expect(existsSync(`${db.path}-wal`)).toBe(true);
    await service.stop();
    expect(existsSync(`${db.path}-wal`)).toBe(false);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('by %s ends the process in order', async (signal) => {
    const { path } = await emptyDatabase();
    const script = fileURLToPath(new URL('serve-once.ts', import.meta.url));
    const env = { ...process.env, HOST: '', PORT: '0' };
    const child = spawn(process.execPath, ['--import', 'tsx', script, path], { env });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('"listening"') && !child.killed) child.kill(signal);
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(output).toContain(`"signal":"${signal}","msg":"stopping"`);
    expect(output).toContain('"msg":"stopped"');
    expect(output).toContain('all done');
  });
});
