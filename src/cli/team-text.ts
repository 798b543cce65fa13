import { addDays } from '../calendar/civil-date.js';
import { alignedTable, atBothEnds, plainLine, type TextColumn, wrapped } from '../ledger/text-layout.js';
import type { TextStyle } from '../ledger/text-page.js';
import { Decimal } from '../money/decimal.js';
import { formatReached, ratioFromDecimal } from '../money/ratio.js';
import { groupedAmount } from '../money/readable-amount.js';
import type { TeamDocument } from '../runs/team-document.js';

const WIDTH = 100;
const INDENT = '  ';

/**
 * The attainment of a team as a page of text, one section for each measure.
 *
 * @example
 * console.log(teamText(documents, PLAIN_STYLE));
 */
export function teamText(documents: readonly TeamDocument[], style: TextStyle): string {
  const teams = [...new Set(documents.map(({ team }) => team))];
  return teams
    .map((team) =>
      oneTeam(
        documents.filter((each) => each.team === team),
        style,
      ).join('\n'),
    )
    .join('\n\n');
}

function oneTeam(documents: readonly TeamDocument[], style: TextStyle): readonly string[] {
  const [first] = documents;
  if (first === undefined) return [];
  const last = documents.map(({ at }) => at).reduce((a, b) => (a > b ? a : b));
  const measured = documents.filter(({ pooled, average }) => pooled.quota !== null || average !== null);
  const others = documents.filter((each) => !measured.includes(each)).map(({ measure }) => measure);
  return [
    ...atBothEnds(`TEAM ${plainLine(first.name)} (${first.team})`, `as of ${last}`, WIDTH).map(style.heading),
    '═'.repeat(WIDTH),
    ...measured.flatMap((document, place) => [...(place === 0 ? [] : ['']), ...sectionText(document, style)]),
    ...(others.length === 0
      ? []
      : [...(measured.length === 0 ? [] : ['']), `Nobody has a quota in ${others.join(', ')}.`]),
  ];
}

function sectionText(document: TeamDocument, style: TextStyle): readonly string[] {
  const { measure, window, currency, status, members, withoutQuota } = document;
  const days = `${window.from} to ${addDays(window.to, -1)}`;
  const counted = currency === null ? 'units' : currency;
  const left = members.length === 1 ? '1 member' : `${members.length} members`;
  return [
    style.heading(`${measure}, ${days}, ${counted}`),
    ...(status === 'incomplete'
      ? [style.warning('INCOMPLETE: figures of some members are missing or may change.')]
      : []),
    `Pooled   ${percent(document.pooled.attainment)}  ${pooledText(document)}`,
    `Average  ${percent(document.average)}  of ${left}, weighted by their days`,
    ...(members.length === 0 ? [] : membersTable(document, style)),
    ...(withoutQuota.length === 0
      ? []
      : wrapped(`Without quota, left out: ${withoutQuota.join(', ')}`, WIDTH - INDENT.length).map(
          (line) => INDENT + line,
        )),
  ];
}

function pooledText({ pooled }: TeamDocument): string {
  if (pooled.quota === null) return `${groupedAmount(pooled.credited)} credited, no quota`;
  const of = `${groupedAmount(pooled.credited)} of ${groupedAmount(pooled.quota)}`;
  const whose = pooled.ownQuota ? "the team's own quota" : 'the quotas of its members';
  return `${of}, ${whose}${distanceText(pooled.distance ?? '0')}`;
}

function distanceText(distance: string): string {
  const beyond = distance.startsWith('-');
  const amount = groupedAmount(beyond ? distance.slice(1) : distance);
  return beyond ? `; ${amount} beyond it` : `; ${amount} to go`;
}

const MEMBER_COLUMNS: readonly TextColumn[] = [
  { title: 'Member', align: 'left', shrinks: true },
  { title: 'Days', align: 'right' },
  { title: 'Credited', align: 'right' },
  { title: 'Quota', align: 'right' },
  { title: 'Attainment', align: 'right' },
];

function membersTable({ members }: TeamDocument, style: TextStyle): readonly string[] {
  const rows = members.map(({ payee, name, days, credited, quota, attainment }) => [
    plainLine(`${name} (${payee})`),
    String(days),
    groupedAmount(credited),
    groupedAmount(quota),
    percent(attainment).trim(),
  ]);
  const [titles = '', ...lines] = alignedTable(MEMBER_COLUMNS, rows, WIDTH - INDENT.length);
  return [style.faint(INDENT + titles), ...lines.map((line) => INDENT + line)];
}

function percent(fraction: string | null): string {
  return (fraction === null ? '–' : formatReached(ratioFromDecimal(new Decimal(fraction)))).padStart(8);
}
