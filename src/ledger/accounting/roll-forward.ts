import type { AccountingPeriod } from './accounting-period.js';
import type { CostCell } from './cost-totals.js';
import type { Month } from './month.js';

/**
 * What became of capitalised costs in a period, in minor units:
 * `opening + additions − amortisation − impairment = closing`.
 */
export interface RollForward {
  readonly period: string;
  readonly currency: string;
  /** `null` in a sum over all plans. */
  readonly plan: string | null;
  /** Empty where it is not known, `null` in a sum over all regions. */
  readonly region: string | null;
  readonly opening: bigint;
  readonly additions: bigint;
  readonly amortisation: bigint;
  readonly impairment: bigint;
  readonly closing: bigint;
}

/**
 * The costs of contracts period by period: a row for each plan and region, and then a sum over them all.
 *
 * @param through the last month that is known; what is scheduled later is left out
 *
 * @example
 * rollForward(totals.cells(), periods, '2026-03')[0]?.closing // 4_500_000n
 */
export function rollForward(
  cells: readonly CostCell[],
  periods: readonly AccountingPeriod[],
  through: Month,
): readonly RollForward[] {
  const known = cells.filter(({ month }) => month <= through);
  return [...groupedBy(known, ({ currency }) => currency)].flatMap(([currency, ofCurrency]) => {
    const groups = groupedBy(ofCurrency, ({ plan, region }) => JSON.stringify([plan, region]));
    return periods.flatMap((period) => {
      const rows = [...groups.values()].flatMap((group) => {
        const [{ plan, region } = NOBODY] = group;
        const row = rowOf(group, period, { currency, plan, region });
        return isEmpty(row) ? [] : [row];
      });
      return rows.length === 0
        ? []
        : [...rows, rowOf(ofCurrency, period, { currency, plan: null, region: null })];
    });
  });
}

const NOBODY = { plan: '', region: '' };

function rowOf(
  cells: readonly CostCell[],
  { id, from, to }: AccountingPeriod,
  group: Pick<RollForward, 'currency' | 'plan' | 'region'>,
): RollForward {
  const row = { opening: 0n, additions: 0n, amortisation: 0n, impairment: 0n };
  for (const { month, addition, amortisation, impairment } of cells) {
    if (month >= to) continue;
    if (month < from) row.opening += addition - amortisation - impairment;
    else {
      row.additions += addition;
      row.amortisation += amortisation;
      row.impairment += impairment;
    }
  }
  const closing = row.opening + row.additions - row.amortisation - row.impairment;
  return { period: id, ...group, ...row, closing };
}

function isEmpty({ opening, additions, amortisation, impairment }: RollForward): boolean {
  return [opening, additions, amortisation, impairment].every((amount) => amount === 0n);
}

function groupedBy(
  cells: readonly CostCell[],
  name: (cell: CostCell) => string,
): ReadonlyMap<string, CostCell[]> {
  const groups = new Map<string, CostCell[]>();
  for (const cell of cells) {
    const key = name(cell);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [cell]);
    else group.push(cell);
  }
  return groups;
}
