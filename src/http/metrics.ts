import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** A request that was answered, as it is counted. */
export interface CountedRequest {
  readonly method: string;
  /** The path of its route, with the names of its parameters; `none` where no route is for it. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** What the service counts of itself, for whoever watches over it. */
export interface Metrics {
  /** Counts a request that has come in; what it returns is called when it is answered. */
  readonly requestBegun: () => (request: CountedRequest) => void;
  /** Counts a job that has ended, such as `('import', 'done')`. */
  readonly jobEnded: (kind: string, status: string) => void;
  /** All counts in the text format of Prometheus. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

/** From a lookup by key to a page of explanations, in seconds. */
const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Begins to count. With `process`, memory, CPU time and the lag of the event loop are counted too, which costs
 * a timer for as long as the process lives.
 *
 * @example
 * const metrics = createMetrics({ process: true });
 */
export function createMetrics(options: { readonly process: boolean } = { process: false }): Metrics {
  const registry = new Registry();
  if (options.process) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Counter({
    name: 'attain_http_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'] as const,
    registers,
  });
  const durations = new Histogram({
    name: 'attain_http_request_duration_seconds',
    help: 'Time until a request was answered',
    labelNames: ['method', 'route'] as const,
    buckets: DURATIONS,
    registers,
  });
  const inFlight = new Gauge({
    name: 'attain_http_requests_in_flight',
    help: 'Requests being answered',
    registers,
  });
  const jobs = new Counter({
    name: 'attain_jobs_total',
    help: 'Runs and imports that have ended',
    labelNames: ['kind', 'status'] as const,
    registers,
  });
  return {
    requestBegun() {
      inFlight.inc();
      return ({ method: written, route, status, seconds }) => {
        // Whoever sends made-up methods must not be able to make counters.
        const method = METHODS.has(written) ? written : 'other';
        inFlight.dec();
        requests.inc({ method, route, status });
        durations.observe({ method, route }, seconds);
      };
    },
    jobEnded: (kind, status) => jobs.inc({ kind, status }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
