import { compareText } from '../../engine/record-index.js';
import { Decimal } from '../../money/decimal.js';
import { formatPercent, ratioFromDecimal } from '../../money/ratio.js';
import type { Company } from '../../records/company.js';
import { SHARE_PLACES } from '../../records/field.js';
import type { Split } from '../../records/record-kinds.js';

/** Shares of a role in a deal that are together more than they may be. */
export interface SplitExcess {
  readonly role: string;
  /** The first day on which they are; `null` where that is from the start on. */
  readonly date: string | null;
  /** Percents. */
  readonly total: string;
  readonly most: string;
}

/**
 * Whether the shares of a role in a deal are more than they may be on any day. Less is no fault of what is supposed:
 * the others who share a deal need not be named.
 *
 * @example
 * splitExcess(splits, company)?.total // '120%'
 */
export function splitExcess(
  splits: readonly Split[],
  { fullRoles, overlayLimits }: Pick<Company, 'fullRoles' | 'overlayLimits'>,
): SplitExcess | null {
  const limits = new Map([
    ...fullRoles.map((role) => [role, '1'] as const),
    ...overlayLimits.map(({ role, share }) => [role, share] as const),
  ]);
  const days = [...new Set(splits.map(({ from }) => from ?? ''))].sort(compareText);
  for (const [role, most] of limits) {
    for (const day of days) {
      const held = splits.filter(
        (each) => each.role === role && (each.from ?? '') <= day && day < (each.to ?? '~'),
      );
      const total = held.reduce((sum, { share }) => sum.plus(share), new Decimal(0));
      if (total.lessThanOrEqualTo(most)) continue;
      return {
        role,
        date: day === '' ? null : day,
        total: percentText(total),
        most: percentText(new Decimal(most)),
      };
    }
  }
  return null;
}

function percentText(share: Decimal): string {
  return formatPercent(ratioFromDecimal(share), SHARE_PLACES);
}
