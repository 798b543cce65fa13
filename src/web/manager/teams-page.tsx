import { z } from 'zod';
import { given } from '../../http/given.js';
import { recordName } from '../../http/record-name.js';
import { companyCalendar } from '../../http/stored-company.js';
import { csvResponse } from '../../http/written-as.js';
import { wholeNumber } from '../../records/values.js';
import { teamsCsv } from '../../runs/teams-csv.js';
import { definePage } from '../define-page.js';
import { EmptyState } from '../parts/empty-state.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { teamsAddress } from './team-address.js';
import { TeamTable, teamRows } from './team-table.js';
import { inTreeOrder } from './team-tree.js';
import { readTeamsView } from './team-view.js';
import { ThroughField, throughText } from './through-field.js';

/** The most rows that one page shows. */
const ROWS_ON_A_PAGE = 200;

/** The teams that the viewer may see, each below the one that it is part of; also as a file. */
export const teamsPage = definePage({
  path: '/teams',
  access: 'payee-data',
  summary: 'The teams that the viewer may see, and how far each has come',
  query: z.strictObject({
    through: recordName().optional(),
    parent: recordName().optional().meta({ description: 'Only the teams that are part of this one then' }),
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
    format: z.literal('csv').optional(),
  }),
  answer: async ({ query, scope, format }, { db }) =>
    db.read(async (trx) => {
      const calendar = await companyCalendar(trx);
      const { run, day, days, teams: all } = await readTeamsView(trx, scope, query.through);
      const { parent } = query;
      const teams = inTreeOrder(all.filter((each) => parent === undefined || each.parent === parent));
      if (query.format === 'csv')
        return csvResponse(teamsCsv(teams), `teams${day === null ? '' : `-${day}`}.csv`);
      const { rows, page, pages } = pageOf(teamRows(teams), query.page, ROWS_ON_A_PAGE);
      const through = query.through === undefined ? undefined : (day ?? undefined);
      return {
        title: 'Teams',
        about:
          day === null || run === null ? undefined : (
            <Meta
              entries={[
                ['Through', throughText(day, { calendar, format })],
                ['Calculated', format.moment(run.finishedAt ?? run.startedAt)],
              ]}
            />
          ),
        body: (
          <>
            {day === null || days.length === 0 ? null : (
              <FilterForm action="/teams">
                <ThroughField day={day} days={days} calendar={calendar} format={format} />
              </FilterForm>
            )}
            <TeamTable
              caption="Attainment of the quota in the window that is under way then"
              rows={rows}
              through={through}
              csv={teamsAddress({ through, ...given({ parent }), format: 'csv' })}
              format={format}
              empty={<NoTeams hasDays={days.length > 0} />}
            />
            <Pager
              of="teams"
              page={page}
              pages={pages}
              href={(number) => teamsAddress({ through, ...given({ parent }), page: number })}
            />
          </>
        ),
      };
    }),
});

function NoTeams({ hasDays }: { readonly hasDays: boolean }) {
  if (hasDays) {
    return (
      <EmptyState
        title="No team has figures on this day"
        action={
          <a class="button" href="/teams">
            Show the latest
          </a>
        }
      >
        Choose another month, or go to the last one that was calculated.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="There are no teams to show">
      A team is here once somebody in it is on a plan that is calculated, and while you manage it or are in
      it.
    </EmptyState>
  );
}
