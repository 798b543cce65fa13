import type { Logger } from 'pino';
import type { PayeeScope } from '../access/scope.js';
import type { Executor } from '../store/executor.js';

/** What the service works with. */
export interface Services {
  readonly db: Executor;
  readonly logger: Logger;
  /** Whose data a request may read. */
  readonly scopeOfRequest: (request: Request) => PayeeScope;
  /**
   * Which names the service answers to: on loopback those of this machine alone, so that no web page can reach
   * it by a name of its own that leads here.
   */
  readonly hosts: 'loopback' | 'any';
}

/** What Hono keeps with a request. */
export interface HttpEnvironment {
  readonly Variables: { requestId: string };
}
