import { describe, expect, it } from 'vitest';
import { eventText } from '../../src/ledger/event-text.js';

describe('an event', () => {
  it.each([
    ['booked:D-1:booking', 'D-1', 'the booking'],
    ['booked:D-1:amendment:A-2', 'D-1', 'amendment A-2'],
    ['booked:EU:7:amendment:A-2', 'EU:7', 'amendment A-2'],
    ['collected:D-1:refund:F-1:R-1:spread:I-1/1', 'D-1', 'refund F-1 of receipt R-1'],
    ['collected:D-1:creditNote:C-1:I-1/1', 'D-1', 'credit note C-1'],
    ['recognized:D-1:2026-03-31', 'D-1', 'recognized:D-1:2026-03-31'],
  ])('%s of %s reads %s', (event, deal, text) => {
    expect(eventText(event, deal)).toBe(text);
  });
});
