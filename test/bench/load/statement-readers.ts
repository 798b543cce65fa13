import { once } from 'node:events';
import autocannon from 'autocannon';

/** What many readers got. */
export interface Reads {
  /** How long each answer took, in milliseconds. */
  readonly latencies: readonly number[];
  /** Answers that are neither what was asked for nor a redirection, and requests without an answer. */
  readonly errors: number;
  readonly seconds: number;
}

/** Readers that read on until they are stopped. */
export interface StatementReaders {
  readonly stop: () => Promise<Reads>;
}

/** Who reads what, and how often. */
export interface ReadersOptions {
  readonly connections: number;
  /** Requests a second of all connections together; `null` where each asks again as soon as it is answered. */
  readonly rate: number | null;
  /** What a connection asks for, one after the other and then from the beginning. */
  readonly pathsOf: (connection: number) => readonly string[];
}

/** Longer than any run; the readers are stopped before. */
const LONGEST_SECONDS = 24 * 60 * 60;

/**
 * Starts readers, each over a connection of its own, and waits until they have read for a second. What they get
 * from then on is counted, what they got before only where it is an error. Those that are held to a rate all ask at the
 * turn of a second at once, each for its share one after the other: so many wait for the service at the same time.
 *
 * @example
 * const readers = await startReaders(url, { connections: 50, rate: 100, pathsOf });
 */
export async function startReaders(
  url: string,
  { connections, rate, pathsOf }: ReadersOptions,
): Promise<StatementReaders> {
  let started = 0;
  let unanswered = 0;
  const instance = autocannon(
    {
      url,
      connections,
      ...(rate !== null && { overallRate: rate }),
      duration: LONGEST_SECONDS,
      setupClient: (client) => {
        client.setRequests(pathsOf(started).map((path) => ({ method: 'GET', path })));
        started += 1;
        // Where the service hangs up without an answer, the client asks for the next and counts no error.
        let waits = false;
        client.addListener('request', () => {
          if (waits) unanswered += 1;
          waits = true;
        });
        client.on('response', () => {
          waits = false;
        });
      },
    },
    () => undefined,
  );
  const ended = new Promise<autocannon.Result>((resolve) => instance.on('done', resolve));
  await once(instance, 'tick');
  const latencies: number[] = [];
  // Its own histogram adds answers that it supposes to be missing, at intervals a thousand times too short.
  instance.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
  const begun = performance.now();
  return {
    async stop() {
      const seconds = (performance.now() - begun) / 1_000;
      const counted = [...latencies];
      instance.stop();
      const result = await ended;
      return { latencies: counted, errors: refusals(result) + Math.max(result.errors, unanswered), seconds };
    },
  };
}

function refusals(result: autocannon.Result): number {
  return result['1xx'] + result['4xx'] + result['5xx'];
}
