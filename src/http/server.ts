import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type Logger, pino } from 'pino';
import { type Problem, problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';
import { createApp } from './app.js';
import { drain } from './drain.js';
import { isLoopback } from './host-guard.js';
import { type ListenAddress, listenAddress, listenProblem } from './listen-address.js';
import { answerMalformed, malformedRequest } from './malformed-request.js';
import { type OpenServices, openServices } from './open-services.js';
import type { Services } from './services.js';

/** How the service is started. */
export interface ServerOptions {
  /** The file of the database, made when there is none; or the address of one. */
  readonly database: string;
  /** `HOST` of the environment when left out, else `127.0.0.1`. */
  readonly host?: string | undefined;
  /** `PORT` of the environment when left out, else 8377. Port 0 is any that is free. */
  readonly port?: string | number | undefined;
  /** How many runs and imports are worked on at a time; 1 when left out. With 0, other processes do that. */
  readonly workers?: number | undefined;
  /** The most memory that one of these may work with, in mebibytes; Node's own bound when left out. */
  readonly workerMebibytes?: number | undefined;
  /** Whether whoever reaches the service administers it, which is for this machine alone; people sign in when left out. */
  readonly withoutSignIn?: boolean | undefined;
  /** JSON lines on standard output when left out. */
  readonly logger?: Logger;
  /** The signals that stop it; those of an orderly end when left out. */
  readonly signals?: readonly NodeJS.Signals[];
}

/** A service that is up. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:8377`. */
  readonly url: string;
  /** Accepts no more, finishes the requests there are, ends or hands back what else is worked on, and closes. */
  readonly stop: () => Promise<void>;
  /** Whether nobody can sign in yet, as there is no account. */
  readonly needsAccount: boolean;
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
  const logger = options.logger ?? pino({ redact: SECRETS });
  const hosts = isLoopback(address.value.host) ? 'loopback' : 'any';
  const { withoutSignIn = false } = options;
  if (withoutSignIn && hosts !== 'loopback') return failed([reachable(address.value)]);
  if (withoutSignIn) logger.warn('nobody signs in: whoever reaches this address administers all of it');
  const services = await openServices(options.database, { ...options, logger, hosts, withoutSignIn });
  if (!services.ok) return services;
  const opened = services.value;
  try {
    const server = makeServer(opened.services);
    const url = await listen(server, address.value);
    const started = running(server, opened, { url, signals: options.signals ?? ['SIGTERM', 'SIGINT'] });
    logger.info({ url }, 'listening');
    return ok(started);
  } catch (error) {
    await opened.close();
    const found = listenProblem(address.value, error);
    if (found === null) throw error;
    return failed([found]);
  }
}

function reachable({ host }: ListenAddress): Problem {
  return problem('sign-in-needed', 'without sign-in, others than this machine could administer the service', {
    field: 'host',
    found: host,
    expected: 'localhost, 127.0.0.1 or ::1',
    hint: 'let people sign in, or listen at 127.0.0.1',
  });
}

/** Whatever is logged, what lets somebody in stays out of it. */
const SECRETS = ['', '*.', '*.headers.'].flatMap((at) => [
  `${at}authorization`,
  `${at}cookie`,
  `${at}["set-cookie"]`,
]);

function makeServer(services: Services): Server {
  const app = createApp(services);
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

function running(
  server: Server,
  { services: { logger, signIn }, announceStop, close }: OpenServices,
  { url, signals }: { readonly url: string; readonly signals: readonly NodeJS.Signals[] },
): RunningServer {
  let stopping: Promise<void> | undefined;
  let tellStopped: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    tellStopped = resolve;
  });
  const end = async (): Promise<void> => {
    // A second signal then ends the process at once, as signals do.
    for (const signal of signals) process.off(signal, onSignal);
    announceStop();
    await drain(server);
    await close();
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
  const needsAccount = signIn?.isEmpty ?? false;
  return { url, needsAccount, stop, stopped };
}
