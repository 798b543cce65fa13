import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Option } from 'commander';
import { isPostgresAddress } from '../store/postgres/is-postgres-address.js';
import { withoutPassword } from '../store/postgres/without-password.js';
import { ProblemsFound } from './problems-found.js';
import type { Session } from './session.js';
import { wholeNumber } from './whole-number.js';

interface ServeFlags {
  readonly host?: string;
  readonly port?: string;
  readonly workers?: number;
  readonly workerMemory?: number;
  readonly withoutSignIn?: boolean;
}

/**
 * Adds `attain serve`: the pages and the API over HTTP, until it is stopped.
 *
 * @example
 * addServeCommand(session);
 */
export function addServeCommand(session: Session): void {
  session.program
    .command('serve')
    .description(
      'serve the pages and the API over HTTP, and work on the runs and imports that it is asked for',
    )
    .option('--host <address>', 'the address to listen at; $HOST, else 127.0.0.1')
    .option('--port <number>', 'the port; $PORT, else 8377')
    .addOption(
      new Option('--workers <number>', 'how many runs and imports are worked on at a time; 1 unless said')
        .env('ATTAIN_WORKERS')
        .argParser(wholeNumber),
    )
    .addOption(
      new Option('--worker-memory <mebibytes>', 'the most memory of each; as Node bounds it unless said')
        .env('ATTAIN_WORKER_MEMORY')
        .argParser(wholeNumber),
    )
    .option('--without-sign-in', 'let whoever is on this machine administer everything; on 127.0.0.1 alone')
    .action(async ({ host, port, workers, workerMemory, withoutSignIn = false }: ServeFlags) => {
      const { database } = session.options;
      if (!isPostgresAddress(database)) await mkdir(dirname(database), { recursive: true });
      // The other commands start faster without the service's packages.
      const { startServer } = await import('../http/server.js');
      const work = { workers, workerMebibytes: workerMemory };
      const started = await startServer({ database, host, port, ...work, withoutSignIn });
      if (!started.ok) throw new ProblemsFound(started.problems, 'The service did not start.');
      session.terminal.error(
        `Attain serves ${withoutPassword(database)} at ${started.value.url}; stop it with Ctrl-C.`,
      );
      if (withoutSignIn) session.terminal.error(NOBODY_SIGNS_IN);
      if (started.value.needsAccount) session.terminal.error(FIRST_ACCOUNT);
      await started.value.stopped;
    });
}

const NOBODY_SIGNS_IN = `WITHOUT SIGN-IN: whoever reaches this address sees and changes everything, as whom they say.
This is for trying things out on a machine of your own.`;

const FIRST_ACCOUNT = `Nobody can sign in yet. The first account is that of an administrator:
  attain account create --email <address> --name <name> --role administrator`;
