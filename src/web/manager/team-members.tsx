import type { ReaderFormat } from '../format/reader-format.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';
import { MemberTable } from './member-table.js';
import type { RankedMember } from './ranked-members.js';
import { type MeasuredTeam, placeOf } from './shown-team.js';
import { teamAddress, teamExport } from './team-address.js';
import { WithoutQuota } from './without-quota.js';

/** A page of the members of a team. */
export interface MembersPage {
  readonly members: readonly RankedMember[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Where their statements are, by payee. */
  readonly statements: ReadonlyMap<string, string>;
  /** The names of some of those who have no quota in the measure, by their ids. */
  readonly withoutQuota: ReadonlyMap<string, string>;
}

/**
 * The members of a team whom the viewer may see, a page at a time, and who is left out.
 *
 * @example
 * <TeamMembers {...shown} document={document} listed={await membersPage(trx, scope, shown, 1)} />
 */
export function TeamMembers({
  view,
  document,
  listed: { members, page, pages, statements, withoutQuota },
  format,
}: MeasuredTeam & { readonly listed: MembersPage }) {
  const place = placeOf(view, document);
  return (
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
        csv={teamExport(place)}
        format={format}
      />
      <Pager
        of="members"
        page={page}
        pages={pages}
        href={(number) => `${teamAddress({ ...place, page: number })}#members`}
      />
      <WithoutQuota
        names={withoutQuota}
        of={document.withoutQuota.length}
        measure={document.measure}
        format={format}
      />
    </Section>
  );
}

function hiddenText(hidden: number, format: ReaderFormat): string {
  const who =
    hidden === 1
      ? '1 further member is not listed, as you did not manage them on this day'
      : `${format.count(hidden)} further members are not listed, as you did not manage them on this day`;
  return `${who}; the figures of the team count them.`;
}
