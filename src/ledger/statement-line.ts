import { formatMinorUnits } from '../money/minor-units.js';
import { formatPercent, formatRatio, ratio } from '../money/ratio.js';
import { QUANTITY_PLACES, SHARE_PLACES } from '../records/field.js';
import type { Entitlement } from './entitlement.js';
import { lineId } from './line-id.js';
import type { PostedLine } from './posted-statement.js';
import type { StatementLine } from './statement.js';

/**
 * A posted line as a statement shows it.
 *
 * @param period the id of the period that it was posted in
 * @example
 * statementLine(posted, entitlement, '2026-03').amount // '11600.00'
 */
export function statementLine(line: PostedLine, entitlement: Entitlement, period: string): StatementLine {
  const { payee, currency } = entitlement;
  const { corrects, converted } = line;
  return {
    id: lineId({ payee, period, number: line.number }),
    component: entitlement.component,
    measure: entitlement.measure,
    assignment: entitlement.assignment,
    segmentFrom: entitlement.segmentFrom,
    kind: line.kind,
    deal: line.deal,
    deals: line.deals,
    event: line.event,
    date: line.date,
    window: { from: line.windowFrom, to: line.windowTo },
    share: line.share === null ? null : shareText(line.share),
    base: countedText(line.base, entitlement),
    credited: countedText(line.credited, entitlement),
    amount: formatMinorUnits(line.amount, currency),
    corrects: corrects === null ? null : { ...corrects, before: formatMinorUnits(corrects.before, currency) },
    limits: line.limits.map((each) => ({
      ...each,
      limit: formatMinorUnits(each.limit, currency),
      amount: formatMinorUnits(each.amount, currency),
    })),
    converted:
      converted === null
        ? null
        : { ...converted, amount: formatMinorUnits(converted.amount, converted.currency) },
    planHash: entitlement.planHash,
    key: line.key,
    ...(line.adjusts !== undefined && { adjusts: line.adjusts }),
  };
}

const WHOLE = 10n ** BigInt(SHARE_PLACES);
const MILLION = 10n ** BigInt(QUANTITY_PLACES);

function shareText(share: bigint): string {
  return share === WHOLE ? '100%' : formatPercent(ratio(share, WHOLE));
}

function countedText(amount: bigint | null, { unit, currency }: Entitlement): string | null {
  if (amount === null) return null;
  return unit === 'money'
    ? formatMinorUnits(amount, currency)
    : formatRatio(ratio(amount, MILLION), QUANTITY_PLACES);
}
