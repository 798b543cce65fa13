import { plainLine } from './text-layout.js';

/**
 * How an event reads to people who do not know its key: what it is and which document it comes from.
 *
 * @example
 * eventText('booked:D-1:amendment:A-2', 'D-1') // 'amendment A-2'
 */
export function eventText(event: string, deal: string | null): string {
  const after = `:${deal ?? ''}:`;
  const start = event.indexOf(after);
  const [kind = '', ...names] = event.slice(start < 0 ? 0 : start + after.length).split(':');
  const [document = '', receipt = ''] = names.map(plainLine);
  switch (kind) {
    case 'booking':
      return 'the booking';
    case 'amendment':
      return `amendment ${document}`;
    case 'creditNote':
      return `credit note ${document}`;
    case 'refund':
      return receipt === '' ? `refund ${document}` : `refund ${document} of receipt ${receipt}`;
    case 'invoice':
      return `invoice ${document}, not paid after ${receipt}`;
    case 'credited':
      return `a credit on invoice ${document}`;
    default:
      return event.startsWith('collected:') ? `receipt ${plainLine(kind)}` : plainLine(event);
  }
}
