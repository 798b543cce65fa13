import type { RunningServer } from '../../src/http/server.js';
import { ask } from './service.js';

/** What the tests look at of a run or an import. */
export interface JobAnswer {
  readonly id: number;
  readonly status: string;
  readonly problems: readonly Readonly<Record<string, unknown>>[];
  readonly problemCount: number;
}

/** An event of a stream, as it came. */
export interface ReadEvent<Data> {
  readonly event: string;
  readonly id: string;
  readonly data: Data;
}

/** Asks for events, and reads them up to the end of the stream. */
export async function eventsOf<Data>(
  service: RunningServer,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<readonly ReadEvent<Data>[]> {
  const response = await fetch(service.url + path, { headers });
  return readEvents(await response.text());
}

/** The events in the text of a stream, without its heartbeats. */
function readEvents<Data>(text: string): readonly ReadEvent<Data>[] {
  return text
    .split('\n\n')
    .filter((block) => block !== '' && !block.startsWith(':'))
    .map((block) => {
      const lines = block.split('\n').map((line) => /^(\w+): (.*)$/.exec(line));
      const [id = '', event = '', data = ''] = ['id', 'event', 'data'].map(
        (name) => lines.find((line) => line?.[1] === name)?.[2],
      );
      return { event, id, data: JSON.parse(data) as Data };
    });
}

/** A run or an import at its end. */
export async function endOf<Answer extends JobAnswer>(service: RunningServer, path: string): Promise<Answer> {
  await eventsOf(service, `${path}/events`);
  return (await ask<Answer>(service, path)).body;
}
