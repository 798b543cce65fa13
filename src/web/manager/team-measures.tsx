import { isMeasured } from '../../runs/team-document.js';
import { Cards, Section } from '../parts/section.js';
import type { RankedMember } from './ranked-members.js';
import { type MeasuredTeam, placeOf } from './shown-team.js';
import { teamAddress } from './team-address.js';
import { DistributionCard } from './team-distribution.js';
import { GaugeCard } from './team-gauge.js';

/**
 * The measures of a team as gauges, and beside them how many members are how far in the one that is looked at.
 *
 * @param ranked its members in that measure
 * @example
 * <TeamMeasures {...shown} document={document} ranked={rankedMembers(document.members)} />
 */
export async function TeamMeasures({
  view,
  document,
  ranked,
  format,
}: MeasuredTeam & { readonly ranked: readonly RankedMember[] }) {
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
