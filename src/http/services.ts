import type { Logger } from 'pino';
import type { PayeeScope } from '../access/scope.js';
import type { Viewer } from '../access/viewer.js';
import type { Desk } from '../runs/jobs/desk.js';
import type { Jobs } from '../runs/jobs/jobs.js';
import type { Executor } from '../store/executor.js';
import type { SignIn } from './accounts/sign-in.js';
import type { Metrics } from './metrics.js';

/** What the service works with. */
export interface Services {
  readonly db: Executor;
  /** Where the service keeps what is its own: its jobs, and the requests that it has answered. */
  readonly serviceDb: Executor;
  /** What the database is opened by: a file, or an address. */
  readonly database: string;
  /** Runs and imports, which are worked on beside the requests. */
  readonly jobs: Jobs;
  /** Where rule files are checked and published, beside the requests too. */
  readonly ruleDesk: Desk<'check' | 'examples' | 'publish'>;
  /** Where short steps are taken with what is earned and paid, beside the requests too. */
  readonly stepDesk: Desk<'step'>;
  /** Where reports are made that go through all results. */
  readonly reportDesk: Desk<'report'>;
  /** The folder of uploads and of the reports of imports. */
  readonly spool: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Who sends a request; `null` for a stranger. */
  readonly viewerOf: (request: Request) => Promise<Viewer | null>;
  /** Whose data a viewer may read. */
  readonly scopeOf: (viewer: Viewer) => Promise<PayeeScope>;
  /** What people sign in by; `null` where whoever reaches the service administers it. */
  readonly signIn: SignIn | null;
  /** Ends when the service begins to stop. */
  readonly closing: AbortSignal;
  /**
   * Which names the service answers to: on loopback those of this machine alone, so that no web page can reach
   * it by a name of its own that leads here.
   */
  readonly hosts: 'loopback' | 'any';
}

/** What Hono keeps with a request. */
export interface HttpEnvironment {
  readonly Variables: {
    requestId: string;
    /** Who asks; `null` for a stranger. */
    viewer: Viewer | null;
    /** Whose data may be read; `null` where the route reads nobody's. */
    scope: PayeeScope | null;
  };
}
