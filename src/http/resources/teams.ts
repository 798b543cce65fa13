import { z } from 'zod';
import { addDays, type CivilDate, isCivilDate } from '../../calendar/civil-date.js';
import { parseThrough } from '../../calendar/pay-period.js';
import { problem } from '../../problems/problem.js';
import type { TeamDocument } from '../../runs/team-document.js';
import type { Executor } from '../../store/executor.js';
import { getRecord } from '../../store/record-history.js';
import { publishedRun, type Run } from '../../store/runs.js';
import { listTeams, readTeamAttainment } from '../../store/team-attainments.js';
import { ID_PAGE_QUERY, pageById } from '../page.js';
import { recordName } from '../record-name.js';
import { notFound, Refusal } from '../refusal.js';
import { defineRoute, type Route } from '../route.js';
import { companyCalendar } from '../stored-company.js';

/** Teams, and how far they have come. */
export const teamRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/teams',
    access: 'payee-data',
    summary: 'The teams there are attainments of, with the measures',
    query: z.strictObject(ID_PAGE_QUERY),
    answer: async ({ query, scope }, { db }) => {
      const teams = (await listTeams(db, scope)).map(({ team: id, ...rest }) => ({ id, ...rest }));
      return Response.json(pageById(teams, ({ id }) => id, query));
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/teams/:team/attainment',
    access: 'payee-data',
    summary: 'How far a team had come in each measure at the end of `through`, pooled and on average',
    params: z.strictObject({ team: recordName() }),
    query: z.strictObject({ through: recordName().optional(), measure: recordName().optional() }),
    answer: async ({ params: { team }, query, scope }, { db }) =>
      db.read(async (trx) => {
        if ((await getRecord(trx, scope, 'team', { id: team })) === null) {
          throw notFound(`there is no team ${team}`, {
            hint: 'GET /api/v1/teams lists those with attainments',
          });
        }
        const run = await publishedRun(trx);
        const last = await lastDay(trx, run, query.through);
        if (run === null || last === null) return Response.json({ team, through: last, items: [] });
        const measure = query.measure === undefined ? {} : { measure: query.measure };
        const rows = await readTeamAttainment(trx, scope, team, { run: run.id, ...measure });
        const documents = rows.map(({ document }): TeamDocument => JSON.parse(document));
        return Response.json({ team, through: last, items: standingsOn(last, documents) });
      }),
  }),
];

/** The last day of what was asked for; without that, the last day that was calculated. */
async function lastDay(
  executor: Executor,
  run: Run | null,
  through: string | undefined,
): Promise<CivilDate | null> {
  if (through === undefined) return run?.through ?? null;
  if (isCivilDate(through)) return through;
  const end = parseThrough(through, await companyCalendar(executor));
  if (end !== undefined) return addDays(end, -1);
  const expected = 'a day or a pay period, such as 2026-03-31, 2026-03 or 2026-Q1';
  throw new Refusal(400, [
    problem('date-expected', 'through in the query is no day and no period', {
      field: 'through',
      found: through,
      expected,
    }),
  ]);
}

/** The latest standing in each measure whose window holds the day. They come in the order of measure and day. */
function standingsOn(day: CivilDate, documents: readonly TeamDocument[]): readonly TeamDocument[] {
  const standing = new Map<string, TeamDocument>();
  for (const each of documents) {
    if (each.at <= day && each.window.from <= day && day < each.window.to) standing.set(each.measure, each);
  }
  return [...standing.values()];
}
