import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type Logger, pino } from 'pino';
import { scopeOf } from '../access/scope.js';
import { LOCAL_ADMINISTRATOR } from '../access/viewer.js';
import { failed, ok, type Result } from '../problems/result.js';
import { closeDatabase, migrateToLatest, openDatabase } from '../store/database.js';
import type { Database } from '../store/executor.js';
import { createApp } from './app.js';
import { drain } from './drain.js';
import { isLoopback } from './host-guard.js';
import { type ListenAddress, listenAddress, listenProblem } from './listen-address.js';
import { answerMalformed, malformedRequest } from './malformed-request.js';

/** How the service is started. */
export interface ServerOptions {
  /** The file of the database; made when there is none. */
  readonly database: string;
  /** `HOST` of the environment when left out, else `127.0.0.1`. */
  readonly host?: string | undefined;
  /** `PORT` of the environment when left out, else 8377. Port 0 is any that is free. */
  readonly port?: string | number | undefined;
  /** JSON lines on standard output when left out. */
  readonly logger?: Logger;
  /** The signals that stop it; those of an orderly end when left out. */
  readonly signals?: readonly NodeJS.Signals[];
}

/** A service that is up. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:8377`. */
  readonly url: string;
  /** Accepts no more, finishes the requests there are and closes the database. */
  readonly stop: () => Promise<void>;
  /** Is kept once the service has stopped, by {@link stop} or by a signal. */
  readonly stopped: Promise<void>;
}

/**
 * Starts the service. Fails where nobody can listen at the address; throws where the database cannot be opened.
 *
 * @example
 * const started = await startServer({ database: 'attain.db' });
 * if (started.ok) await started.value.stopped;
 */
export async function startServer(options: ServerOptions): Promise<Result<RunningServer>> {
  const address = listenAddress(options, process.env);
  if (!address.ok) return address;
  const logger = options.logger ?? pino();
  const db = await openDatabase(options.database);
  try {
    await migrateToLatest(db);
    const server = makeServer(db, logger, address.value);
    const url = await listen(server, address.value);
    const started = running(server, { db, logger, url, signals: options.signals ?? ['SIGTERM', 'SIGINT'] });
    logger.info({ url }, 'listening');
    return ok(started);
  } catch (error) {
    await closeDatabase(db);
    const found = listenProblem(address.value, error);
    if (found === null) throw error;
    return failed([found]);
  }
}

function makeServer(db: Database, logger: Logger, { host }: ListenAddress): Server {
  const app = createApp({
    db,
    logger,
    scopeOfRequest: () => scopeOf(LOCAL_ADMINISTRATOR),
    hosts: isLoopback(host) ? 'loopback' : 'any',
  });
  const listener = getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    errorHandler: () => malformedRequest(),
  });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  answerMalformed(server);
  return server;
}

async function listen(server: Server, { host, port }: ListenAddress): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  const bound = server.address();
  const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`;
}

interface Started {
  readonly db: Database;
  readonly logger: Logger;
  readonly url: string;
  readonly signals: readonly NodeJS.Signals[];
}

function running(server: Server, { db, logger, url, signals }: Started): RunningServer {
  let stopping: Promise<void> | undefined;
  let tellStopped: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    tellStopped = resolve;
  });
  const end = async (): Promise<void> => {
    // A second signal then ends the process at once, as signals do.
    for (const signal of signals) process.off(signal, onSignal);
    await drain(server);
    await closeDatabase(db);
    logger.info('stopped');
    tellStopped();
  };
  const stop = (): Promise<void> => {
    stopping ??= end();
    return stopping;
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    logger.info({ signal }, 'stopping');
    void stop();
  };
  for (const signal of signals) process.on(signal, onSignal);
  return { url, stop, stopped };
}
