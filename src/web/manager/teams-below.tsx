import { EmptyState } from '../parts/empty-state.js';
import { Section } from '../parts/section.js';
import type { ShownTeam } from './shown-team.js';
import { teamAddress, teamsAddress } from './team-address.js';
import { TeamChoice } from './team-frame.js';
import { TeamTable, teamRows } from './team-table.js';
import { inTreeOrder } from './team-tree.js';
import { throughText } from './through-field.js';

/**
 * How far the teams have come that are part of a team; nothing where none is.
 *
 * @example
 * <TeamsBelow {...shown} />
 */
export function TeamsBelow({ view: { team, below, day }, format }: ShownTeam) {
  if (below.length === 0) return null;
  const through = day ?? undefined;
  return (
    <Section id="teams" title="Teams below">
      <TeamTable
        caption="Attainment of the teams that are part of this one"
        rows={teamRows(inTreeOrder(below))}
        through={through}
        csv={teamsAddress({ through, parent: team.id, format: 'csv' })}
        format={format}
        empty={null}
      />
    </Section>
  );
}

/**
 * What stands on the page of a team that there are no figures of on the day.
 *
 * @example
 * return { ...teamFrame(shown), body: <NoTeamFigures {...shown} /> };
 */
export function NoTeamFigures(shown: ShownTeam) {
  const { view, calendar, format } = shown;
  const [latest] = view.days;
  return (
    <>
      <TeamChoice {...shown} />
      <EmptyState
        title={
          view.run === null ? 'Nothing is calculated yet' : 'There are no figures of this team on this day'
        }
        action={
          latest === undefined ? (
            <a class="button" href={teamsAddress({})}>
              All teams
            </a>
          ) : (
            <a class="button" href={teamAddress({ team: view.team.id, through: latest })}>
              Show {throughText(latest, { calendar, format })}
            </a>
          )
        }
      >
        Figures are here for the days on which somebody in the team is on a plan and the team is yours to see.
      </EmptyState>
      <TeamsBelow {...shown} />
    </>
  );
}
