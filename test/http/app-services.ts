import { pino } from 'pino';
import { scopeOfViewer } from '../../src/access/viewer-scope.js';
import { createMetrics } from '../../src/http/metrics.js';
import type { Services } from '../../src/http/services.js';
import { viewerOfRequest } from '../../src/http/viewer-of-request.js';
import { Desk } from '../../src/runs/jobs/desk.js';
import { spoolFolder } from '../../src/runs/jobs/spool.js';
import { startJobs } from '../../src/runs/jobs/start-jobs.js';
import type { Database } from '../../src/store/executor.js';
import { readTeamRecords } from '../../src/store/team-records.js';
import { removeAfterFile } from '../databases/opened.js';

/** A thread is started by a desk for its first question: all apps of a test file share theirs. */
let desks: Pick<Services, 'ruleDesk' | 'stepDesk' | 'reportDesk'> | undefined;

function sharedDesks() {
  if (desks !== undefined) return desks;
  const started = {
    ruleDesk: new Desk<'check' | 'examples' | 'publish'>(),
    stepDesk: new Desk<'step'>(),
    reportDesk: new Desk<'report'>(),
  };
  removeAfterFile(async () => {
    desks = undefined;
    for (const desk of Object.values(started)) await desk.stop();
  });
  desks = started;
  return started;
}

/** What an app works with that is asked without a server, and the lines of its log. */
export function servicesOver(db: Database): {
  readonly services: Services;
  readonly log: readonly Record<string, unknown>[];
} {
  const log: Record<string, unknown>[] = [];
  // Takes orders that nobody works on.
  const jobs = startJobs({
    database: db.path,
    serviceDb: db,
    spool: spoolFolder(db.path, {}),
    workers: 0,
    onFault: () => undefined,
  });
  const services: Services = {
    db,
    serviceDb: db,
    database: db.path,
    jobs,
    ...sharedDesks(),
    spool: spoolFolder(db.path, {}),
    logger: pino({}, { write: (line: string) => void log.push(JSON.parse(line)) }),
    metrics: createMetrics(),
    viewerOf: async (request) => viewerOfRequest(request),
    scopeOf: (viewer) => scopeOfViewer(viewer, (payee) => readTeamRecords(db, payee)),
    signIn: null,
    closing: new AbortController().signal,
    hosts: 'any',
  };
  return { services, log };
}
