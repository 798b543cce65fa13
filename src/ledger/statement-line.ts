import type { DueLine } from '../engine/due.js';
import { formatMinorUnits } from '../money/minor-units.js';
import { formatPercent, formatRatio, ratio } from '../money/ratio.js';
import { divideRounded } from '../money/rounding.js';
import { QUANTITY_PLACES } from '../records/field.js';
import type { Posting } from './post-difference.js';
import type { StatementLine, TakenBack } from './statement.js';

/** What a line needs to be told besides the posting. */
export interface LineTerms {
  readonly currency: string;
  readonly unit: 'money' | 'units';
  /** What was taken back inside the line's window in the period that posts. */
  readonly takenBack: readonly TakenBack[];
}

/** A posting as a line of a statement. */
export function statementLine(posting: Posting, id: string, terms: LineTerms): StatementLine {
  const { currency, unit, takenBack } = terms;
  const { line, amount, before, firstPosted } = posting;
  const counted = (scaled: bigint | null) =>
    scaled === null ? null : countedText(scaled, line, currency, unit);
  return {
    id,
    component: line.component,
    measure: line.measure,
    assignment: line.assignment,
    segmentFrom: line.segmentFrom,
    kind: line.kind,
    deal: line.deal,
    deals: line.deals ?? [],
    event: line.eventKey,
    date: line.date,
    window: { from: line.windowFrom, to: line.windowTo },
    share: line.share === null ? null : formatPercent(ratio(line.share, line.scale)),
    base: counted(line.base),
    credited: counted(line.credit),
    amount: formatMinorUnits(amount, currency),
    corrects:
      before === null || firstPosted === null
        ? null
        : { before: formatMinorUnits(before, currency), period: firstPosted, because: takenBack },
    planHash: line.planHash,
    key: line.key,
  };
}

function countedText(scaled: bigint, { scale }: DueLine, currency: string, unit: 'money' | 'units'): string {
  if (unit === 'money') return formatMinorUnits(divideRounded(scaled, scale, 'half-even'), currency);
  return formatRatio(ratio(scaled, scale * 10n ** BigInt(QUANTITY_PLACES)), QUANTITY_PLACES);
}
