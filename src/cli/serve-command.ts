import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ProblemsFound } from './problems-found.js';
import type { Session } from './session.js';

interface ServeFlags {
  readonly host?: string;
  readonly port?: string;
}

/**
 * Adds `attain serve`: the API over HTTP, until it is stopped.
 *
 * @example
 * addServeCommand(session);
 */
export function addServeCommand(session: Session): void {
  session.program
    .command('serve')
    .description('serve statements, team attainment, explain and check over HTTP')
    .option('--host <address>', 'the address to listen at; $HOST, else 127.0.0.1')
    .option('--port <number>', 'the port; $PORT, else 8377')
    .action(async ({ host, port }: ServeFlags) => {
      const { database } = session.options;
      await mkdir(dirname(database), { recursive: true });
      // The other commands start faster without the service's packages.
      const { startServer } = await import('../http/server.js');
      const started = await startServer({ database, host, port });
      if (!started.ok) throw new ProblemsFound(started.problems, 'The service did not start.');
      session.terminal.error(`Attain serves ${database} at ${started.value.url}; stop it with Ctrl-C.`);
      await started.value.stopped;
    });
}
