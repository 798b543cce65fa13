import { pino } from 'pino';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import { LOCAL_ADMINISTRATOR } from '../../src/access/viewer.js';
import { createMetrics } from '../../src/http/metrics.js';
import type { Services } from '../../src/http/services.js';
import { RuleDesk } from '../../src/runs/jobs/rule-desk.js';
import { spoolFolder } from '../../src/runs/jobs/spool.js';
import { startJobs } from '../../src/runs/jobs/start-jobs.js';
import type { Database } from '../../src/store/executor.js';

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
    ruleDesk: new RuleDesk(),
    spool: spoolFolder(db.path, {}),
    logger: pino({}, { write: (line: string) => void log.push(JSON.parse(line)) }),
    metrics: createMetrics(),
    scopeOfRequest: () => EVERY_PAYEE,
    viewerOf: () => LOCAL_ADMINISTRATOR,
    closing: new AbortController().signal,
    hosts: 'any',
  };
  return { services, log };
}
