import type { CivilDate } from '../calendar/civil-date.js';
import type { MemberAttainment, TeamAttainment } from '../engine/measures/team-attainment.js';
import { formatMinorUnits } from '../money/minor-units.js';
import { formatRatio, type Ratio, roundRatio } from '../money/ratio.js';
import { QUANTITY_PLACES } from '../records/field.js';

/** A member in a team's attainment. Amounts are decimal text, the attainment a decimal fraction. */
interface TeamMemberDocument {
  readonly payee: string;
  readonly name: string;
  /** The days of the window on which the payee is a member: the weight in the average. */
  readonly days: number;
  readonly credited: string;
  readonly quota: string;
  readonly attainment: string;
}

/** A team's attainment of a measure as of a day, in both forms, as it is stored and shown. */
export interface TeamDocument {
  readonly team: string;
  readonly name: string;
  readonly measure: string;
  readonly unit: 'money' | 'units';
  /** `null` for units. */
  readonly currency: string | null;
  /** `to` is the first day after the window. */
  readonly window: { readonly from: CivilDate; readonly to: CivilDate };
  /** The last day that counted. */
  readonly at: CivilDate;
  readonly status: 'complete' | 'incomplete';
  readonly pooled: {
    readonly credited: string;
    readonly quota: string | null;
    /** Whether the quota is the team's own, and not the sum of its members'. */
    readonly ownQuota: boolean;
    readonly attainment: string | null;
    /** What is still to be credited to reach 100 %; negative beyond it. */
    readonly distance: string | null;
  };
  readonly average: string | null;
  readonly members: readonly TeamMemberDocument[];
  /** Members who have no quota in the measure, and are left out for it. */
  readonly withoutQuota: readonly string[];
}

/**
 * Whether a team has a quota in a measure, or any of its members does.
 *
 * @example
 * documents.filter(isMeasured)
 */
export function isMeasured({ pooled, average }: Pick<TeamDocument, 'pooled' | 'average'>): boolean {
  return pooled.quota !== null || average !== null;
}

/** What tells more about a team than its attainment does. */
export interface TeamDocumentContext {
  readonly teamName: string;
  readonly nameOf: (payee: string) => string;
  readonly status: TeamDocument['status'];
}

const FRACTION_PLACES = 12;

/**
 * A team's attainment as the document that is stored: exact ratios as decimal text, fractions with twelve
 * decimals.
 *
 * @example
 * teamDocument(attainment, { teamName: 'EMEA', nameOf, status: 'complete' }).average // '0.95'
 */
export function teamDocument(attainment: TeamAttainment, context: TeamDocumentContext): TeamDocument {
  const { team, measure, unit, window, at, pooled, members, withoutQuota } = attainment;
  const currency = unit === 'money' ? attainment.currency : null;
  const amount = (value: Ratio) => amountText(value, currency);
  const quota = pooled.quota.numerator === 0n ? null : pooled.quota;
  return {
    team,
    name: context.teamName,
    measure,
    unit,
    currency,
    window: { from: window.from, to: window.to },
    at,
    status: context.status,
    pooled: {
      credited: amount(pooled.credited),
      quota: quota === null ? null : amount(quota),
      ownQuota: pooled.ownQuota,
      attainment: fraction(pooled.attainment),
      distance: quota === null ? null : distanceText(quota, pooled.credited, currency),
    },
    average: fraction(attainment.average),
    members: members.map((member) => memberDocument(member, context, amount)),
    withoutQuota,
  };
}

function memberDocument(
  { payee, days, credited, quota, attainment }: MemberAttainment,
  { nameOf }: TeamDocumentContext,
  amount: (value: Ratio) => string,
): TeamMemberDocument {
  return {
    payee,
    name: nameOf(payee),
    days,
    credited: amount(credited),
    quota: amount(quota),
    attainment: formatRatio(attainment, FRACTION_PLACES),
  };
}

/** The difference of the amounts as they are shown, so that a reader can check it. */
function distanceText(quota: Ratio, credited: Ratio, currency: string | null): string {
  const minor = (value: Ratio) => roundRatio(value, 'half-even');
  if (currency !== null) return formatMinorUnits(minor(quota) - minor(credited), currency);
  return unitsText(minor(quota) - minor(credited));
}

function amountText(value: Ratio, currency: string | null): string {
  const minor = roundRatio(value, 'half-even');
  return currency === null ? unitsText(minor) : formatMinorUnits(minor, currency);
}

/** Units are counted in millionths. */
function unitsText(millionths: bigint): string {
  return formatRatio({ numerator: millionths, denominator: 10n ** BigInt(QUANTITY_PLACES) }, QUANTITY_PLACES);
}

function fraction(value: Ratio | null): string | null {
  return value === null ? null : formatRatio(value, FRACTION_PLACES);
}
