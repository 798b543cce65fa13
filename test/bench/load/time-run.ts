import { z } from 'zod';
import { LAST_PERIOD } from '../workload/workload.js';

const RUN = z.object({ id: z.int(), status: z.string(), finishedAt: z.string().nullable() });

/**
 * Asks a service for a run of everybody, and waits for its end without asking again and again. Throws where the
 * run does not come to be done.
 *
 * @returns the seconds from the request until it was done, by the service's own word on when that was
 * @example
 * await timeRun('http://127.0.0.1:8377');
 */
export async function timeRun(url: string): Promise<number> {
  const asked = Date.now();
  const posted = await fetch(`${url}/api/v1/runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ through: LAST_PERIOD }),
  });
  if (posted.status !== 202) throw new Error(`POST /api/v1/runs: ${posted.status} ${await posted.text()}`);
  const { id } = RUN.parse(await posted.json());
  const events = await fetch(`${url}/api/v1/runs/${id}/events`);
  // The events end with the run.
  await events.text();
  const run = await (await fetch(`${url}/api/v1/runs/${id}`)).json();
  const { status, finishedAt } = RUN.parse(run);
  if (status !== 'done' || finishedAt === null) throw new Error(`The run failed: ${JSON.stringify(run)}`);
  return (Date.parse(finishedAt) - asked) / 1_000;
}
