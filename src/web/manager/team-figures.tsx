import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { isListed, type MeasuredTeam } from './shown-team.js';
import { percentOrDash, standingText } from './standing-words.js';

/**
 * How far a team has come in the measure that is looked at, pooled and on average, and its viewer where members are not
 * listed.
 *
 * @example
 * <TeamFigures {...shown} document={document} />
 */
export function TeamFigures({ document, viewer, format }: MeasuredTeam) {
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
