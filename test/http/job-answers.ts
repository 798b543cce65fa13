import { expect } from 'vitest';
import { type ProblemDocument, problemDocument } from '../../src/http/problem-document.js';
import type { RunningServer } from '../../src/http/server.js';
import type { Problem } from '../../src/problems/problem.js';
import { type Answer, ask, expectRefused } from './service.js';

/** What the tests look at of a run or an import. */
export interface JobAnswer {
  readonly id: number;
  readonly status: string;
  readonly problems: readonly Problem[];
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

/** What the tests look at of an import. */
export interface ImportAnswer extends JobAnswer {
  readonly accepted: boolean | null;
  readonly change: number | null;
  readonly counts: Readonly<Record<string, object>>;
  readonly report: string | null;
}

/**
 * Sends records, and gives the import at its end, or the record that was put. On a busy machine the service
 * does not wait for the end of an import: then this does, and gives what the service would have answered.
 */
export async function askTaken<Body = ImportAnswer>(
  service: RunningServer,
  path: string,
  init: RequestInit,
): Promise<Answer<Body>> {
  const answer = await ask<Body>(service, path, init);
  if (answer.status !== 202) return answer;
  const taken = await ask<Body & ImportAnswer>(service, await endedImport(service, answer));
  expect(taken.body).toMatchObject({ status: 'done', accepted: true });
  if (init.method === 'PUT') return ask<Body>(service, path);
  return { ...answer, status: taken.body.change === null ? 200 : 201, body: taken.body };
}

/** What came of records that are refused, whether the service waited for the end of their import or not. */
export interface RefusedImport {
  readonly document: ProblemDocument;
  /** Where the import is. */
  readonly location: string;
}

/** Sends records that are refused. */
export async function askNotTaken(
  service: RunningServer,
  path: string,
  init: RequestInit,
): Promise<RefusedImport> {
  const answer = await ask<ProblemDocument>(service, path, init);
  const location = answer.headers.get('location') ?? '';
  if (answer.status !== 202) return { document: expectRefused(answer), location };
  const { body } = await ask<ImportAnswer>(service, await endedImport(service, answer));
  expect(body).toMatchObject({ status: 'failed', accepted: false });
  const isStale = body.problems.some(({ code }) => code === 'precondition-failed');
  return { document: problemDocument(isStale ? 412 : 422, body.problems, path), location };
}

/** Where an import is that was not waited for, once it has ended. */
async function endedImport(service: RunningServer, { headers }: Answer<unknown>): Promise<string> {
  const location = headers.get('location') ?? '';
  await eventsOf(service, `${location}/events`);
  return location;
}
