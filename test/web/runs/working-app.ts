import type { Viewer } from '../../../src/access/viewer.js';
import { createApp } from '../../../src/http/app.js';
import type { Services } from '../../../src/http/services.js';
import type { Job } from '../../../src/runs/jobs/jobs.js';
import { startJobs } from '../../../src/runs/jobs/start-jobs.js';
import { removeAfterFile } from '../../databases/opened.js';
import { servicesOver } from '../../http/app-services.js';
import type { ServedDatabase } from '../../http/service.js';

/** An app over a database, asked without a server, whose jobs are worked on. */
export interface WorkingApp {
  readonly services: Services;
  /** The app as it answers a viewer; the person that a header names, unless said. */
  readonly appOf: (viewer?: Viewer) => ReturnType<typeof createApp>;
  /** Waits for the end of a job, and gives it. */
  readonly ended: (id: number) => Promise<Job>;
}

/** Starts what works on jobs, stopped after the tests of the file; none work where a test says so. */
export function workingApp(db: ServedDatabase, { workers = 1 } = {}): WorkingApp {
  const jobs = startJobs({
    database: db.address,
    serviceDb: db,
    spool: db.spool,
    workers,
    onFault: (fault) => {
      throw fault;
    },
  });
  removeAfterFile(() => jobs.stop());
  const services: Services = { ...servicesOver(db).services, jobs, spool: db.spool };
  return {
    services,
    appOf: (viewer) =>
      createApp(viewer === undefined ? services : { ...services, viewerOf: async () => viewer }),
    async ended(id) {
      let last: Job | null = null;
      for await (const seen of jobs.watch(id, AbortSignal.timeout(30_000))) last = seen;
      if (last === null) throw new Error(`There is no job ${id}.`);
      return last;
    },
  };
}

/** The number of the job that a redirect leads to. */
export function jobOf(headers: Headers): number {
  return Number(/\/(\d+)$/.exec(headers.get('location') ?? '')?.[1]);
}
