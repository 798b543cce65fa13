import { memberDistance } from '../../runs/team-csv.js';
import type { TeamDocument } from '../../runs/team-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { ownPay } from '../layout/navigation.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import type { RankedMember } from './ranked-members.js';
import { bareStandingText, distanceText } from './standing-words.js';

/**
 * The members of a team by attainment, each with the way to their statement.
 *
 * @param isRanked whether all members are known, so that each has a place among them
 * @param statements where their statements are, by payee
 * @param csv where the table can be had as a file
 * @example
 * <MemberTable members={rankedMembers(document.members)} document={document} isRanked … />
 */
export function MemberTable({
  members,
  document,
  isRanked,
  statements,
  csv,
  format,
}: {
  readonly members: readonly RankedMember[];
  readonly document: TeamDocument;
  readonly isRanked: boolean;
  readonly statements: ReadonlyMap<string, string>;
  readonly csv: string;
  readonly format: ReaderFormat;
}) {
  const { measure, currency } = document;
  const amount = (text: string) => bareStandingText(text, document, format);
  const rank: Column<RankedMember> = {
    heading: 'Rank',
    kind: 'number',
    cell: ({ rank: place }) => format.count(place),
  };
  // Who was there for all of the window alike needs no days.
  const hasDays = new Set(document.members.map(({ days }) => days)).size > 1;
  const days: Column<RankedMember> = {
    heading: 'Days in the team',
    kind: 'number',
    cell: (member) => format.count(member.days),
  };
  return (
    <DataTable
      caption={`Attainment in ${measure}, ${currency === null ? 'in units' : `in ${currency}`}, the furthest first`}
      columns={[
        {
          heading: 'Member',
          namesRow: true,
          cell: ({ payee, name }) => <a href={statements.get(payee) ?? ownPay(payee)}>{name}</a>,
        },
        ...(isRanked ? [rank] : []),
        { heading: 'Attainment', kind: 'number', cell: ({ attainment }) => format.percent(attainment) },
        {
          heading: 'Distance',
          kind: 'number',
          cell: (member) => distanceText(memberDistance(member, currency), amount),
        },
        { heading: 'Credited', kind: 'number', cell: ({ credited }) => amount(credited) },
        { heading: 'Quota', kind: 'number', cell: ({ quota }) => amount(quota) },
        ...(hasDays ? [days] : []),
      ]}
      rows={members}
      exports={[{ label: 'CSV', href: csv }]}
      empty={
        <EmptyState title="Nobody to list">
          No member whom you may see on this day has a quota in {measure}.
        </EmptyState>
      }
    />
  );
}
