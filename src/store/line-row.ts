import { dayNumber, dayOfNumber } from '../calendar/day-number.js';
import type { LineLimit } from '../engine/modifiers/line-limit.js';
import type { Entitlement } from '../ledger/entitlement.js';
import type { PostedConversion, PostedCorrection, PostedLine } from '../ledger/posted-statement.js';
import type { PriorPeriodAdjustment } from '../ledger/prior-period-adjustment.js';
import type { SqlRow, SqlValue } from './executor.js';

/** The columns of a line in the order in which they are written, the key first. */
export const LINE_COLUMNS = [
  'run',
  'entitlement',
  'window_from',
  'period',
  'number',
  'kind',
  'window_to',
  'date',
  'amount',
  'share',
  'base',
  'credited',
  'deal',
  'event',
  'detail',
] as const;

/** Where a line lies besides its entitlement: the run, and the number of the period in it. */
export interface LinePlace {
  readonly run: bigint;
  readonly period: number;
}

/**
 * A line as the values of {@link LINE_COLUMNS}. What counted toward quota is left out where it is what the
 * event came to.
 *
 * @example
 * insert.add(lineValues(line, entitlement, { run: 7n, period: 2 }));
 */
export function lineValues(
  line: PostedLine,
  { basis }: Pick<Entitlement, 'basis'>,
  place: LinePlace,
): SqlRow {
  return [
    place.run,
    BigInt(line.entitlement),
    BigInt(dayNumber(line.windowFrom)),
    BigInt(place.period),
    BigInt(line.number),
    line.kind,
    BigInt(dayNumber(line.windowTo)),
    BigInt(dayNumber(line.date)),
    line.amount,
    line.share,
    line.base,
    line.credited === line.base ? null : line.credited,
    line.deal,
    eventColumn(line, basis),
    detailColumn(line),
  ];
}

/**
 * The line that a row of {@link LINE_COLUMNS} holds.
 *
 * @example
 * rows.map((row) => lineOfRow(row, entitlement))
 */
export function lineOfRow(row: SqlRow, { basis }: Pick<Entitlement, 'basis'>): PostedLine {
  const [, entitlement, windowFrom, , number, kind, windowTo, date, amount, share, base, credited] = row;
  const [deal = null, event = null, detail = null] = row.slice(12) as (string | null)[];
  const key = eventOf(deal, event, basis);
  const more: LineDetail = detail === null ? NO_DETAIL : JSON.parse(detail);
  const day = dayOf(date);
  return {
    entitlement: Number(entitlement),
    number: Number(number),
    kind: kind as PostedLine['kind'],
    key: more.key ?? usualKey(String(kind), key, day),
    event: key,
    deal,
    deals: more.deals ?? NO_DEALS,
    date: day,
    windowFrom: dayOf(windowFrom),
    windowTo: dayOf(windowTo),
    amount: amount as bigint,
    share: share as bigint | null,
    base: base as bigint | null,
    credited: (credited ?? base) as bigint | null,
    ...detailOf(more),
  };
}

/**
 * What a line seldom says, as {@link detailColumn} wrote it.
 *
 * @example
 * readDetail(null).corrects // null
 */
export function readDetail(
  detail: string | null,
): Pick<PostedLine, 'corrects' | 'limits' | 'converted' | 'adjusts' | 'deals'> {
  const more: LineDetail = detail === null ? NO_DETAIL : JSON.parse(detail);
  return { deals: more.deals ?? NO_DEALS, ...detailOf(more) };
}

function detailOf(more: LineDetail): Pick<PostedLine, 'corrects' | 'limits' | 'converted' | 'adjusts'> {
  return {
    corrects: more.corrects === undefined ? null : correctionOf(more.corrects),
    limits: more.limits === undefined ? NO_LIMITS : more.limits.map(limitOf),
    converted: more.converted === undefined ? null : conversionOf(more.converted),
    ...(more.adjusts !== undefined && { adjusts: more.adjusts }),
  };
}

/** What a line seldom says, as it is written in JSON; keys stand in this order. */
interface LineDetail {
  readonly deals?: readonly string[];
  /** What was posted before in minor units, the period that first posted it, and what took back since. */
  readonly corrects?: readonly [
    before: string,
    period: string,
    because: readonly (readonly [deal: string, event: string, date: string])[],
  ];
  /** The key, where it does not follow from kind, event and date. */
  readonly key?: string;
  /** What caps and floors did; amounts in minor units. */
  readonly limits?: readonly WrittenLimit[];
  /** The event before it was converted, in minor units. */
  readonly converted?: WrittenConversion;
  /** What makes it a prior-period adjustment. */
  readonly adjusts?: PriorPeriodAdjustment;
}

/** How a conversion is written. */
type WrittenConversion = readonly [amount: string, currency: string, rate: string];

/** How a limit is written. */
type WrittenLimit = readonly [
  by: LineLimit['by'],
  of: LineLimit['of'],
  per: LineLimit['per'],
  effect: LineLimit['effect'],
  limit: string,
  amount: string,
  over?: readonly string[],
];

/** How a correction is written. */
type WrittenCorrection = NonNullable<LineDetail['corrects']>;

const NO_DETAIL: LineDetail = {};
const NO_DEALS: readonly string[] = [];
const NO_LIMITS: readonly LineLimit[] = [];

/**
 * What a line seldom says, as JSON; `null` for most.
 *
 * @example
 * detailColumn(line) // '{"corrects":["100","2026-01",[]]}'
 */
export function detailColumn(line: PostedLine): string | null {
  const { deals, corrects, key, limits, converted, adjusts } = line;
  const isUsual = key === usualKey(line.kind, line.event, line.date);
  const isNew = corrects === null && adjusts === undefined;
  const isPlain = deals.length === 0 && isNew && limits.length === 0 && converted === null;
  if (isPlain && isUsual) return null;
  const detail: LineDetail = {
    ...(deals.length > 0 && { deals }),
    ...(corrects !== null && { corrects: writtenCorrection(corrects) }),
    ...(!isUsual && { key }),
    ...(limits.length > 0 && { limits: limits.map(writtenLimit) }),
    ...(converted !== null && { converted: writtenConversion(converted) }),
    ...(adjusts !== undefined && { adjusts }),
  };
  return JSON.stringify(detail);
}

/**
 * What a line says seldom, where that is what one limit did to it.
 *
 * @example
 * limitDetail({ by: 'cap', of: 'component', per: 'quarter', effect: 'forfeited', limit: 90n, amount: -5n })
 */
export function limitDetail(limit: LineLimit): string {
  const detail: LineDetail = { limits: [writtenLimit(limit)] };
  return JSON.stringify(detail);
}

function writtenCorrection({ before, period, because }: PostedCorrection): WrittenCorrection {
  return [`${before}`, period, because.map(({ deal, event, date }) => [deal, event, date])];
}

function writtenLimit({ by, of, over, per, effect, limit, amount }: LineLimit): WrittenLimit {
  const written = [by, of, per, effect, `${limit}`, `${amount}`] as const;
  return over === undefined ? written : [...written, over];
}

function writtenConversion({ amount, currency, rate }: PostedConversion): WrittenConversion {
  return [`${amount}`, currency, rate];
}

function conversionOf([amount, currency, rate]: WrittenConversion): PostedConversion {
  return { amount: BigInt(amount), currency, rate };
}

function limitOf([by, of, per, effect, limit, amount, over]: WrittenLimit): LineLimit {
  return {
    by,
    of,
    ...(over !== undefined && { over }),
    per,
    effect,
    limit: BigInt(limit),
    amount: BigInt(amount),
  };
}

function correctionOf([before, period, because]: WrittenCorrection): PostedCorrection {
  return {
    before: BigInt(before),
    period,
    because: because.map(([deal, event, date]) => ({ deal, event, date })),
  };
}

function usualKey(kind: string, event: string | null, date: string): string {
  return `${kind}:${event ?? date}`;
}

/** What most lines are for: the deal as it was signed. */
const BOOKING = 'booking';

/**
 * The key of an event without what follows from the deal: nothing at all for a booking. A key that does not
 * begin with the deal is written whole after a colon, and a colon alone is a deal's line for no event.
 */
function eventColumn({ event, deal }: PostedLine, basis: string): string | null {
  if (event === null) return deal === null ? null : ':';
  const prefix = `${basis}:${deal}:`;
  if (deal === null || !event.startsWith(prefix)) return `:${event}`;
  const rest = event.slice(prefix.length);
  if (rest === BOOKING) return null;
  return rest.startsWith(':') ? `:${event}` : rest;
}

function eventOf(deal: string | null, event: string | null, basis: string): string | null {
  if (event?.startsWith(':')) return event === ':' ? null : event.slice(1);
  return deal === null ? null : `${basis}:${deal}:${event ?? BOOKING}`;
}

/** A few hundred days make the dates of a million lines. */
const DAYS = new Map<SqlValue | undefined, string>();
const DAYS_KNOWN = 10_000;

function dayOf(value: SqlValue | undefined): string {
  const known = DAYS.get(value);
  if (known !== undefined) return known;
  if (DAYS.size === DAYS_KNOWN) DAYS.clear();
  const day = dayOfNumber(Number(value));
  DAYS.set(value, day);
  return day;
}
