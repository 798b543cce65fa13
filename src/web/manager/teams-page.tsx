import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { companyCalendar } from '../../http/stored-company.js';
import { wholeNumber } from '../../records/values.js';
import { definePage } from '../define-page.js';
import { EmptyState } from '../parts/empty-state.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Pager } from '../parts/pager.js';
import { TeamTable, teamRows } from './team-table.js';
import { inTreeOrder } from './team-tree.js';
import { readTeamsView } from './team-view.js';
import { ThroughField, throughText } from './through-field.js';

/** The most rows that one page shows. */
const ROWS_ON_A_PAGE = 200;

/** The teams that the viewer may see, each below the one that it is part of. */
export const teamsPage = definePage({
  path: '/teams',
  access: 'payee-data',
  summary: 'The teams that the viewer may see, and how far each has come',
  query: z.strictObject({
    through: recordName().optional(),
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
  }),
  answer: async ({ query, scope, format }, { db }) =>
    db.read(async (trx) => {
      const calendar = await companyCalendar(trx);
      const { run, day, days, teams } = await readTeamsView(trx, scope, query.through);
      const rows = teamRows(inTreeOrder(teams));
      const pages = Math.max(1, Math.ceil(rows.length / ROWS_ON_A_PAGE));
      const page = Math.min(query.page, pages);
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
              rows={rows.slice((page - 1) * ROWS_ON_A_PAGE, page * ROWS_ON_A_PAGE)}
              through={through}
              format={format}
              empty={<NoTeams hasDays={days.length > 0} />}
            />
            <Pager
              of="teams"
              page={page}
              pages={pages}
              href={(number) =>
                `/teams?${new URLSearchParams({ ...(through && { through }), page: String(number) })}`
              }
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
