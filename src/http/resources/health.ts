import { z } from 'zod';
import { missingMigrations } from '../../store/schema-state.js';
import { defineRoute, type Route } from '../route.js';
import type { Services } from '../services.js';

/** How long the database may take to answer before it counts as silent, in milliseconds. */
const PATIENCE_MILLISECONDS = 2_000;

const checks = z.strictObject({
  database: z.string().meta({ description: '`ok`, or what is wrong with it' }),
  migrations: z.string().meta({ description: '`ok`, or what is wrong with them' }),
  running: z.string().meta({ description: '`ok`, or that the service is stopping' }),
});
const readiness = z.strictObject({ status: z.enum(['ready', 'not ready']), checks }).meta({
  id: 'Readiness',
  description: 'Whether requests should be sent to this service, and if not, why',
});

type Checks = z.output<typeof checks>;

/** Whether the service is up, and whether it can answer. */
export const healthRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/healthz',
    access: 'public',
    tag: 'service',
    summary: 'Whether the service is up',
    responses: { 200: { description: 'It is', json: z.strictObject({ status: z.literal('ok') }) } },
    answer: () => Response.json({ status: 'ok' }),
  }),
  defineRoute({
    method: 'GET',
    path: '/readyz',
    access: 'public',
    tag: 'service',
    summary: 'Whether the service can answer: its database does, has all its tables, and nobody stops it',
    responses: {
      200: { description: 'It can', json: readiness },
      503: { description: 'It cannot, for the checks that do not say ok', json: readiness },
    },
    answer: async (_, services) => {
      const found = await check(services);
      const ready = Object.values(found).every((state) => state === 'ok');
      return Response.json(
        { status: ready ? 'ready' : 'not ready', checks: found },
        { status: ready ? 200 : 503 },
      );
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/metrics',
    access: 'monitor',
    tag: 'service',
    summary: 'What the service counts of itself, in the text format of Prometheus',
    responses: { 200: { description: 'The counts', content: { 'text/plain': z.string() } } },
    answer: async (_, { metrics }) =>
      new Response(await metrics.text(), { headers: { 'content-type': metrics.contentType } }),
  }),
];

async function check({ db, closing, logger }: Services): Promise<Checks> {
  const running = closing.aborted ? 'the service is stopping' : 'ok';
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database does not answer.')), PATIENCE_MILLISECONDS);
  });
  try {
    const missing = await Promise.race([missingMigrations(db), silence]);
    const migrations = missing.length === 0 ? 'ok' : `${missing.length} are missing, from ${missing[0]}`;
    return { database: 'ok', migrations, running };
  } catch (error) {
    // The answer is for everyone, so it does not tell where the database is.
    logger.warn({ err: error }, 'not ready');
    return { database: 'the database does not answer', migrations: 'not known', running };
  } finally {
    clearTimeout(timer);
  }
}
