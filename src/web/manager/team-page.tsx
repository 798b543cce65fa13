import { z } from 'zod';
import type { Viewer } from '../../access/viewer.js';
import type { FiscalCalendar } from '../../calendar/fiscal-calendar.js';
import { recordName } from '../../http/record-name.js';
import { companyCalendar } from '../../http/stored-company.js';
import { wholeNumber } from '../../records/values.js';
import { payeeNames } from '../../store/payee-list.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Badge } from '../parts/badge.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Pager } from '../parts/pager.js';
import { Cards, Section } from '../parts/section.js';
import { memberStatements } from './member-statements.js';
import { MemberTable } from './member-table.js';
import { type RankedMember, rankedMembers } from './ranked-members.js';
import { isMeasured, percentOrDash, standingText } from './standing-words.js';
import { teamAddress, teamExport } from './team-address.js';
import { DistributionCard } from './team-distribution.js';
import { GaugeCard } from './team-gauge.js';
import { TeamTable, teamRows } from './team-table.js';
import { inTreeOrder } from './team-tree.js';
import { TeamTrend } from './team-trend.js';
import { readTeamView, type ShownDocument, type TeamView } from './team-view.js';
import { ThroughField, throughText } from './through-field.js';
import { WithoutQuota } from './without-quota.js';

/** The most members that one page shows. */
const MEMBERS_ON_A_PAGE = 200;

/** How far a team has come, pooled and on average, and each of its members whom the viewer may see. */
export const teamPage = definePage({
  path: '/teams/:team',
  access: 'payee-data',
  summary: 'How far a team has come in each measure, pooled and on average, and each member',
  params: z.strictObject({ team: recordName() }),
  query: z.strictObject({
    through: recordName().optional(),
    measure: recordName().optional(),
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
  }),
  answer: async ({ params, query, scope, viewer, format }, { db }) =>
    db.read(async (trx) => {
      const view = await readTeamView(trx, scope, { team: params.team, through: query.through });
      const calendar = await companyCalendar(trx);
      const document = chosenDocument(view, query.measure);
      const shown = { view, document, viewer, calendar, format };
      if (document === null) return { ...frameOf(shown), body: <Nothing {...shown} /> };
      const ranked = rankedMembers(document.members);
      const pages = Math.max(1, Math.ceil(ranked.length / MEMBERS_ON_A_PAGE));
      const page = Math.min(query.page, pages);
      const members = ranked.slice((page - 1) * MEMBERS_ON_A_PAGE, page * MEMBERS_ON_A_PAGE);
      const payees = members.map(({ payee }) => payee);
      const statements = await memberStatements(trx, scope, { payees, day: document.at, calendar });
      const unmeasured = document.withoutQuota.slice(0, MEMBERS_ON_A_PAGE);
      const named = await payeeNames(trx, scope, unmeasured);
      return {
        ...frameOf(shown),
        body: (
          <>
            <Choice {...shown} />
            <TeamFigures {...shown} document={document} />
            {document.status === 'complete' ? null : (
              <p>Figures of some members are missing or may change: their statements say why.</p>
            )}
            <Measures {...shown} document={document} ranked={ranked} />
            {isListed(viewer, document) ? (
              <Section
                id="members"
                title="Members"
                {...(document.hidden > 0 && { about: hiddenText(document.hidden, format) })}
              >
                <MemberTable
                  members={members}
                  document={document}
                  isRanked={document.hidden === 0}
                  statements={statements}
                  csv={teamExport(placeOf(view, document))}
                  format={format}
                />
                <Pager
                  of="members"
                  page={page}
                  pages={pages}
                  href={(number) => `${teamAddress({ ...placeOf(view, document), page: number })}#members`}
                />
                <WithoutQuota
                  names={named}
                  of={document.withoutQuota.length}
                  measure={document.measure}
                  format={format}
                />
              </Section>
            ) : (
              <p class="quiet">The members of a team are shown to those who manage it.</p>
            )}
            <TeamTrend
              course={view.course.filter(({ measure }) => measure === document.measure)}
              windowEnd={document.window.to}
              format={format}
            />
            <Below {...shown} />
          </>
        ),
      };
    }),
});

interface Shown {
  readonly view: TeamView;
  readonly document: ShownDocument | null;
  readonly viewer: Viewer;
  readonly calendar: FiscalCalendar;
  readonly format: ReaderFormat;
}

type Measured = Shown & { readonly document: ShownDocument };

/** The measure that is asked for, or the one in which most members have a quota. */
function chosenDocument({ team }: TeamView, measure: string | undefined): ShownDocument | null {
  const asked = team.documents.find((each) => each.measure === measure);
  if (asked !== undefined) return asked;
  const measured = team.documents.filter(isMeasured);
  const byMembers = [...measured].sort((a, b) => b.averaged - a.averaged);
  return byMembers[0] ?? team.documents[0] ?? null;
}

/** Whether members are listed: whoever is nothing but a payee is shown nobody beside themselves. */
function isListed({ roles }: Viewer, { hidden }: ShownDocument): boolean {
  return hidden === 0 || roles.some((role) => role !== 'payee');
}

function placeOf({ team, day }: TeamView, { measure }: ShownDocument) {
  return { team: team.id, through: day ?? undefined, measure };
}

function hiddenText(hidden: number, format: ReaderFormat): string {
  const who =
    hidden === 1
      ? '1 further member is not listed, as you did not manage them on this day'
      : `${format.count(hidden)} further members are not listed, as you did not manage them on this day`;
  return `${who}; the figures of the team count them.`;
}

function frameOf({ view, document, calendar, format }: Shown) {
  const { team, above, day, run } = view;
  const entries: [string, string][] = [];
  if (day !== null) entries.push(['Through', throughText(day, { calendar, format })]);
  if (document !== null) {
    entries.push(['Window', format.days(document.window.from, document.window.to)]);
    entries.push(document.currency === null ? ['Counted in', 'units'] : ['Currency', document.currency]);
  }
  if (run !== null) entries.push(['Calculated', format.moment(run.finishedAt ?? run.startedAt)]);
  return {
    title: team.name,
    trail: [
      { label: 'Teams', href: '/teams' },
      ...above.map(({ team: id, name }) => ({ label: name, href: teamAddress({ team: id }) })),
    ],
    about: (
      <>
        <Meta entries={entries} />
        {document?.status === 'incomplete' ? <Badge tone="bad">Incomplete</Badge> : null}
      </>
    ),
  };
}

/** The month and the measure that are looked at. */
function Choice({ view: { team, day, days }, document, calendar, format }: Shown) {
  if (day === null) return null;
  return (
    <FilterForm action={teamAddress({ team: team.id })}>
      <ThroughField day={day} days={days} calendar={calendar} format={format} />
      {document === null ? null : (
        <SelectField
          name="measure"
          label="Measure"
          choices={team.documents.map(({ measure }) => ({ value: measure, label: measure }))}
          filled={filledWith({ measure: document.measure })}
        />
      )}
    </FilterForm>
  );
}

function TeamFigures({ document, viewer, format }: Measured) {
  const { pooled, average, members, averaged } = document;
  const own = members.find(({ payee }) => payee === viewer.payee);
  const text = (amount: string) => standingText(amount, document, format);
  const whose = pooled.ownQuota ? 'the team’s own quota' : 'the quotas of its members';
  return (
    <Figures>
      <Figure
        label={`Pooled attainment in ${document.measure}`}
        value={percentOrDash(pooled.attainment, format)}
        detail={pooled.quota === null ? 'nobody has a quota in it' : `of ${whose}`}
        isMain
      />
      <Figure
        label="Average attainment"
        value={percentOrDash(average, format)}
        detail={membersText(averaged, format)}
      />
      <Figure
        label="Credited"
        value={text(pooled.credited)}
        detail={pooled.quota === null ? undefined : `of ${text(pooled.quota)}`}
      />
      {pooled.distance === null ? null : (
        <Figure
          label={pooled.distance.startsWith('-') ? 'Over quota' : 'To quota'}
          value={text(pooled.distance.replace('-', ''))}
        />
      )}
      {own === undefined || isListed(viewer, document) ? null : (
        <Figure
          label="Your own attainment"
          value={format.percent(own.attainment)}
          detail={`${text(own.credited)} of ${text(own.quota)}`}
        />
      )}
    </Figures>
  );
}

function membersText(count: number, format: ReaderFormat): string {
  return count === 1 ? 'of 1 member' : `of ${format.count(count)} members, weighted by their days`;
}

/** The measures as gauges, and beside them how many members are how far in the one that is looked at. */
async function Measures({
  view,
  document,
  ranked,
  format,
}: Measured & { readonly ranked: readonly RankedMember[] }) {
  const measured = view.team.documents.filter(({ pooled }) => pooled.attainment !== null);
  const rest = view.team.documents.filter((each) => !isMeasured(each)).map(({ measure }) => measure);
  if (measured.length === 0) return <Unmeasured measures={rest} />;
  return (
    <Section id="measures" title="Attainment">
      <Cards>
        {measured.map((each) => (
          <GaugeCard
            document={each}
            href={teamAddress(placeOf(view, each))}
            isShown={each === document}
            format={format}
          />
        ))}
        {ranked.length > 1 && document.hidden === 0 ? (
          <DistributionCard members={ranked} format={format} />
        ) : null}
      </Cards>
      <Unmeasured measures={rest} />
    </Section>
  );
}

function Unmeasured({ measures }: { readonly measures: readonly string[] }) {
  if (measures.length === 0) return null;
  return <p class="quiet">Nobody has a quota in {measures.join(', ')}.</p>;
}

function Below({ view: { below, day }, format }: Shown) {
  if (below.length === 0) return null;
  return (
    <Section id="teams" title="Teams below">
      <TeamTable
        caption="Attainment of the teams that are part of this one"
        rows={teamRows(inTreeOrder(below))}
        through={day ?? undefined}
        format={format}
        empty={null}
      />
    </Section>
  );
}

function Nothing(shown: Shown) {
  const { view, format } = shown;
  return (
    <>
      <Choice {...shown} />
      <EmptyState
        title={
          view.run === null ? 'Nothing is calculated yet' : 'There are no figures of this team on this day'
        }
        action={
          <a
            class="button"
            href={
              view.days[0] === undefined
                ? '/teams'
                : teamAddress({ team: view.team.id, through: view.days[0] })
            }
          >
            {view.days[0] === undefined
              ? 'All teams'
              : `Show ${throughText(view.days[0], { calendar: shown.calendar, format })}`}
          </a>
        }
      >
        Figures are here for the days on which somebody in the team is on a plan and the team is yours to see.
      </EmptyState>
      <Below {...shown} />
    </>
  );
}
