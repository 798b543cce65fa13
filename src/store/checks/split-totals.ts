import { addMonths, type CivilDate } from '../../calendar/civil-date.js';
import { Decimal, formatDecimal } from '../../money/decimal.js';
import { scaledInteger } from '../../money/scaled-integer.js';
import { SHARE_PLACES } from '../../records/field.js';
import type { SqlRow, Transaction } from '../executor.js';

/** What the shares of a deal in a role sum to: the whole, or at most so much. */
export interface RoleTotal {
  readonly role: string;
  /** A decimal fraction; `null` where less is no fault. */
  readonly least: string | null;
  readonly most: string;
}

/** A role whose shares of a deal do not sum to what they must from some day on. */
export interface SplitTotal {
  readonly deal: string;
  readonly role: string;
  readonly expected: RoleTotal;
  /** The first such day of the deal's life. */
  readonly date: CivilDate;
  /** The sum on that day, as a fraction. */
  readonly total: string;
  /** The key of a split of the role: one that the change wrote, if it wrote any. */
  readonly key: {
    readonly deal: string;
    readonly payee: string;
    readonly role: string;
    readonly from: string | null;
  };
}

const PAGE = 5_000;

/**
 * The deals on which the shares of a role do not sum to what they must, on some day from the close date to the
 * end of the contract, or for ever where it has no end; of these, the deals that a change touched, by role and
 * deal. Deals without any split of the role are none of them.
 *
 * @example
 * const whole = { role: 'owner', least: '1', most: '1' };
 * for await (const total of splitTotals(trx, [whole], change)) console.log(total);
 * // { deal: 'D-1', role: 'owner', expected: whole, date: '2026-02-10', total: '0.9', key: … }
 */
export async function* splitTotals(
  trx: Transaction,
  roles: readonly RoleTotal[],
  change: number,
): AsyncGenerator<SplitTotal> {
  const { connection } = trx;
  const dealOf = 'select "close_date", "start_date", "term_months", "change" from "deal" where "id" = ?';
  const splitsOf =
    'select "payee", "share", "from", "to", "change" from "split" where "deal" = ? and "role" = ?';
  for (const expected of roles) {
    const { role } = expected;
    const bounds = [inSharePlaces(expected.least ?? LEAST_SUM), inSharePlaces(expected.most)];
    let page: readonly SqlRow[];
    let after = '';
    do {
      page = await connection.rows(SUSPECTS, [role, after, ...bounds, BigInt(PAGE)]);
      for (const [deal] of page) {
        after = String(deal);
        const [life] = await connection.rows(dealOf, [after]);
        const splits = (await connection.rows(splitsOf, [after, role])).map(decodeSplit);
        const touched = life?.[3] === BigInt(change) || splits.some((each) => each.change === BigInt(change));
        const failing = life && touched ? firstFailing(lifeOf(life), splits, expected) : undefined;
        if (failing !== undefined) {
          const { payee, from } = splits.find((each) => each.change === BigInt(change)) ?? failing.first;
          const key = { deal: after, payee, role, from: from === '' ? null : from };
          yield { deal: after, role, expected, date: failing.date, total: failing.total, key };
        }
      }
    } while (page.length === PAGE);
  }
}

/**
 * Deals that may fail. A share has 8 places at most, so a sum that is off is so by 0.00000001 or more, which
 * no error of a binary fraction comes near; where shares are dated, the sum alone tells nothing.
 */
const SUSPECTS = `
  select "deal" from "split" where "role" = ? and "deal" > ? group by "deal"
  having max("from") <> '' or max("to") is not null
    or sum(cast(round(cast("share" as double precision) * 100000000) as bigint)) not between ? and ?
  order by "deal" limit ?`;

/** Less than any sum of shares is. */
const LEAST_SUM = '-1000000000';

function inSharePlaces(fraction: string): bigint {
  return scaledInteger(fraction, SHARE_PLACES);
}

interface DatedShare {
  readonly payee: string;
  readonly share: Decimal;
  readonly from: string;
  readonly to: string | null;
  readonly change: bigint;
}

function decodeSplit([payee, share, from, to, change]: SqlRow): DatedShare {
  return {
    payee: String(payee),
    share: new Decimal(String(share)),
    from: String(from),
    to: typeof to === 'string' ? to : null,
    change: change as bigint,
  };
}

interface Life {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

function lifeOf([closeDate, startDate, termMonths]: SqlRow): Life {
  const from = String(closeDate);
  if (termMonths === null) return { from, to: null };
  return { from, to: addMonths(typeof startDate === 'string' ? startDate : from, Number(termMonths)) };
}

/** The sum changes only where a range starts or ends, so those days and the first are all there is to look at. */
function firstFailing(life: Life, splits: readonly DatedShare[], { least, most }: RoleTotal) {
  const [first] = splits;
  if (first === undefined) return undefined;
  const bounds = splits.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  const days = [life.from, ...bounds.filter((day) => day > life.from && (life.to === null || day < life.to))];
  for (const date of days.sort()) {
    const inForce = splits.filter(({ from, to }) => from <= date && (to === null || date < to));
    const total = inForce.reduce((sum, { share }) => sum.plus(share), new Decimal(0));
    if (total.greaterThan(most) || (least !== null && total.lessThan(least)))
      return { date, total: formatDecimal(total), first };
  }
  return undefined;
}
