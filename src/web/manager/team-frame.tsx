import { filledWith } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import { Badge } from '../parts/badge.js';
import { SelectField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import type { ShownTeam } from './shown-team.js';
import { teamAddress } from './team-address.js';
import { ThroughField, throughText } from './through-field.js';

/**
 * The head of the page of a team: its name, the teams above it, and what its figures go by.
 *
 * @example
 * return { ...teamFrame(shown), body: <TeamFigures {...shown} /> };
 */
export function teamFrame({ view, document, calendar, format }: ShownTeam): Omit<PageContent, 'body'> {
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

/**
 * The choice of the month and the measure that are looked at.
 *
 * @example
 * <TeamChoice {...shown} />
 */
export function TeamChoice({ view: { team, day, days }, document, calendar, format }: ShownTeam) {
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
