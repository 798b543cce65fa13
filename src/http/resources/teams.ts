import { z } from 'zod';
import { type PayeeScope, teamInScope } from '../../access/scope.js';
import { addDays, type CivilDate, isCivilDate } from '../../calendar/civil-date.js';
import { parseThrough } from '../../calendar/pay-period.js';
import { problem } from '../../problems/problem.js';
import { teamCsv } from '../../runs/team-csv.js';
import type { TeamDocument } from '../../runs/team-document.js';
import type { Executor } from '../../store/executor.js';
import { getRecord } from '../../store/record-history.js';
import { publishedRun, type Run } from '../../store/runs.js';
import { listTeams, readTeamAttainment } from '../../store/team-attainments.js';
import { readTeamTree } from '../../store/team-records.js';
import { given } from '../given.js';
import { pagedList, pageResponse } from '../page.js';
import { recordName } from '../record-name.js';
import { notFound, Refusal } from '../refusal.js';
import { currencyText, dayRange, dayText, decimalText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { companyCalendar } from '../stored-company.js';
import { csvContent, csvResponse, formatQuery, writtenAs } from '../written-as.js';

const teams = pagedList('teams', z.strictObject({ id: recordName() }));

const team = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    parent: z
      .string()
      .nullable()
      .meta({ description: 'The team that this one is part of at the end of `through`' }),
    measures: z.array(z.string()).meta({ description: 'The measures that there are attainments in' }),
  })
  .meta({ id: 'Team', description: 'A team that there are attainments of' });

const throughText = recordName().optional().meta({
  description: 'A day or a pay period; the last day calculated unless said',
  example: '2026-Q1',
});

const fraction = decimalText.nullable().meta({ description: 'A fraction: 1 is 100 %' });

const standing = z
  .strictObject({
    team: z.string(),
    name: z.string(),
    measure: z.string(),
    unit: z.enum(['money', 'units']),
    currency: currencyText.nullable().meta({ description: 'null for units' }),
    window: dayRange,
    at: dayText.meta({ description: 'The last day that counted' }),
    status: z.enum(['complete', 'incomplete']),
    pooled: z
      .strictObject({
        credited: decimalText,
        quota: decimalText.nullable(),
        ownQuota: z.boolean().meta({ description: 'Whether the quota is the team’s own' }),
        attainment: fraction,
        distance: decimalText.nullable().meta({ description: 'What is missing to 100 %; negative beyond' }),
      })
      .meta({ description: 'Of all members together' }),
    average: fraction,
    members: z.array(
      z.strictObject({
        payee: z.string(),
        name: z.string(),
        days: z.int().meta({ description: 'The days as a member within the window' }),
        credited: decimalText,
        quota: decimalText,
        attainment: decimalText,
      }),
    ),
    withoutQuota: z.array(z.string()).meta({ description: 'Members left out, as they have no quota' }),
  })
  .meta({ id: 'TeamStanding', description: 'How far a team had come in a measure as of a day' });

/** Teams, and how far they have come. */
export const teamRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/teams',
    access: 'payee-data',
    tag: 'teams',
    summary: 'The teams there are attainments of, with the measures',
    query: z.strictObject({
      ...teams.query,
      parent: recordName()
        .optional()
        .meta({ description: 'The team that they are part of at the end of `through`' }),
      through: throughText,
    }),
    responses: { 200: { description: 'A page of teams', json: pageOf(team) } },
    answer: async ({ query: { limit, cursor, parent, through }, scope, url }, { db }) => {
      const all = await db.read(async (trx) => {
        const day = await lastDay(trx, await publishedRun(trx), through);
        const tree = await readTeamTree(trx);
        return (await listTeams(trx, scope)).map(({ team: id, name, measures }) => {
          return { id, name, parent: day === null ? null : tree.parentOn(id, day), measures };
        });
      });
      const found = all
        .filter((each) => parent === undefined || each.parent === parent)
        .filter(({ id }) => cursor === undefined || id > cursor.id);
      return pageResponse(
        teams.page(found, limit, ({ id }) => ({ id })),
        url,
      );
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/teams/:team/attainment',
    access: 'payee-data',
    tag: 'teams',
    summary: 'How far a team had come in each measure at the end of `through`, pooled and on average',
    params: z.strictObject({ team: recordName() }),
    query: z.strictObject({
      through: throughText,
      measure: recordName().optional().meta({ description: 'The only measure to show' }),
      ...formatQuery,
    }),
    responses: {
      200: {
        description: 'The standings, none where nothing is calculated',
        json: z.strictObject({
          team: z.string(),
          through: dayText.nullable(),
          items: z.array(standing),
        }),
        ...csvContent('A header line, then for each measure the team pooled, its average and its members'),
      },
    },
    answer: async ({ params: { team }, query, scope, header }, { db }) =>
      db.read(async (trx) => {
        if (!(await isTeam(trx, scope, team))) {
          throw notFound(`there is no team ${team}`, {
            hint: 'GET /api/v1/teams lists those with attainments',
          });
        }
        const run = await publishedRun(trx);
        const last = await lastDay(trx, run, query.through);
        const items =
          run === null || last === null ? [] : await standings(trx, scope, { ...query, team, last, run });
        if (writtenAs(query.format, header('accept')) === 'csv') {
          return csvResponse(teamCsv(items), `team-${team}${last === null ? '' : `-${last}`}.csv`);
        }
        return Response.json({ team, through: last, items }, { headers: { vary: 'accept' } });
      }),
  }),
];

async function standings(
  executor: Executor,
  scope: PayeeScope,
  {
    team,
    measure,
    last,
    run,
  }: {
    readonly team: string;
    readonly measure?: string | undefined;
    readonly last: CivilDate;
    readonly run: Run;
  },
): Promise<readonly TeamDocument[]> {
  if (!teamInScope(scope, team, last)) return [];
  const chosen = { run: run.id, ...given({ measure }) };
  const rows = await readTeamAttainment(executor, scope, team, chosen);
  return standingsOn(
    last,
    rows.map(({ document }): TeamDocument => JSON.parse(document)),
  );
}

/**
 * Whether there is a team that the scope shows: its record names no payee, and is read by who sees everybody.
 *
 * @example
 * await isTeam(trx, scope, 'emea')
 */
export async function isTeam(executor: Executor, scope: PayeeScope, team: string): Promise<boolean> {
  if (!scope.all) return teamInScope(scope, team);
  return (await getRecord(executor, scope, 'team', { id: team })) !== null;
}

/**
 * The last day of what was asked for; without that, the last day that was calculated. Throws a refusal where that is
 * no day and no period.
 *
 * @example
 * await lastDay(trx, run, '2026-Q1') // '2026-03-31'
 */
export async function lastDay(
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

/**
 * The latest standing in each measure whose window holds the day.
 *
 * @param documents of one team, in the order of measure, window and day
 * @example
 * standingsOn('2026-03-31', documents)
 */
export function standingsOn<Standing extends TeamDocument>(
  day: CivilDate,
  documents: readonly Standing[],
): readonly Standing[] {
  const standing = new Map<string, Standing>();
  for (const each of documents) {
    if (each.at <= day && each.window.from <= day && day < each.window.to) standing.set(each.measure, each);
  }
  return [...standing.values()];
}
