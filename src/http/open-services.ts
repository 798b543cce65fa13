import type { Logger } from 'pino';
import { scopeOfViewer } from '../access/viewer-scope.js';
import { ok, type Result } from '../problems/result.js';
import { Desk } from '../runs/jobs/desk.js';
import { isSpoolShared, spoolFolder } from '../runs/jobs/spool.js';
import { type JobsOptions, startJobs } from '../runs/jobs/start-jobs.js';
import { closeDatabase, migrateToLatest, openDatabase } from '../store/database.js';
import { openServiceDatabase } from '../store/service-database.js';
import { readTeamRecords } from '../store/team-records.js';
import { openSignIn, type SignIn, type SignInOptions } from './accounts/sign-in.js';
import { takeStep } from './ask-desk.js';
import { createMetrics } from './metrics.js';
import type { Services } from './services.js';
import { refusePersonHeader, viewerOfRequest } from './viewer-of-request.js';

/**
 * A report goes through all results, which takes its time in a large company: while two are made, what is of one payee or
 * deal is answered all the same.
 */
const REPORT_LIMITS = { milliseconds: 120_000, threads: 3, longThreads: 2 };

/** What the service works with, and how that is ended. */
export interface OpenServices {
  readonly services: Services;
  /** Tells everybody that the service stops: those who ask whether it is ready, and streams of events. */
  readonly announceStop: () => void;
  /** Ends the work that goes on beside the requests, and closes the databases. */
  readonly close: () => Promise<void>;
}

/** What of the service is settled before it opens anything. */
export interface OpenServicesOptions extends Pick<JobsOptions, 'workers' | 'workerMebibytes'> {
  readonly logger: Logger;
  readonly hosts: Services['hosts'];
  /** Whether whoever reaches the service administers it. */
  readonly withoutSignIn: boolean;
}

/**
 * Opens what the service works with. Fails where the environment says something wrong of signing in; throws where a
 * database cannot be opened.
 *
 * @example
 * const opened = await openServices('attain.sqlite', { logger: pino(), hosts: 'loopback', withoutSignIn: false });
 */
export async function openServices(
  database: string,
  { logger, hosts, withoutSignIn, ...workers }: OpenServicesOptions,
): Promise<Result<OpenServices>> {
  const { db, serviceDb } = await openDatabases(database);
  const closing = new AbortController();
  const metrics = createMetrics({ process: true });
  const spool = spoolFolder(database, process.env);
  const desks = {
    ruleDesk: new Desk<'check' | 'examples' | 'publish'>(),
    stepDesk: new Desk<'step'>(),
    reportDesk: new Desk<'report'>(REPORT_LIMITS),
  };
  const signedIn = withoutSignIn
    ? ok(null)
    : await openSignIn({ ...signInOptions(database, desks.stepDesk), db, serviceDb, logger });
  if (!signedIn.ok) {
    await Promise.all([closeDatabase(db), closeDatabase(serviceDb)]);
    return signedIn;
  }
  const signIn: SignIn | null = signedIn.value;
  const jobs = startJobs({
    ...workers,
    database,
    serviceDb,
    spool,
    isSpoolShared: isSpoolShared(database, process.env),
    onFault: (err, job) => logger.error({ err, job }, 'fault'),
    onEnd: ({ request, status }) => metrics.jobEnded(request.kind, status),
  });
  return ok({
    services: {
      db,
      serviceDb,
      logger,
      hosts,
      database,
      jobs,
      ...desks,
      spool,
      metrics,
      viewerOf: async (request) => {
        if (signIn === null) return viewerOfRequest(request);
        const viewer = await signIn.accounts.viewerOf(request);
        if (viewer !== null) refusePersonHeader(request);
        return viewer;
      },
      scopeOf: (viewer) => scopeOfViewer(viewer, (payee) => readTeamRecords(db, payee)),
      signIn,
      closing: closing.signal,
    },
    announceStop: () => closing.abort(),
    async close() {
      await Promise.all([jobs.stop(), ...Object.values(desks).map((desk) => desk.stop())]);
      await closeDatabase(db);
      await closeDatabase(serviceDb);
    },
  });
}

function signInOptions(
  database: string,
  stepDesk: Services['stepDesk'],
): Pick<SignInOptions, 'database' | 'environment' | 'note'> {
  const note: SignInOptions['note'] = async (act) =>
    void (await takeStep({ stepDesk, database }, 'noteAccountAct', act));
  return { database, environment: process.env, note };
}

async function openDatabases(address: string) {
  const db = await openDatabase(address);
  try {
    await migrateToLatest(db);
    return { db, serviceDb: await openServiceDatabase(address) };
  } catch (error) {
    await closeDatabase(db);
    throw error;
  }
}
