import type { StatementLine } from './statement.js';
import { plainLine } from './text-layout.js';

/**
 * What a line is for, in the words of a statement.
 *
 * @example
 * lineReason({ kind: 'trueUp', event: null, amount: '500.00' }) // 're-rating'
 */
export function lineReason({
  kind,
  event,
  amount,
}: Pick<StatementLine, 'kind' | 'event' | 'amount'>): string {
  switch (kind) {
    case 'credit':
      return event?.split(':')[0] ?? 'credit';
    case 'trueUp':
      return 're-rating';
    case 'reversal':
      return 'taken back';
    case 'objective':
      return plainLine(event ?? kind);
    case 'clawback':
      return amount.startsWith('-') ? 'clawback' : 'given back';
    case 'forfeited':
      return amount.startsWith('-') ? 'forfeited' : 'given back';
    case 'carried':
      return 'carried over';
    default:
      return kind;
  }
}
