import { addDays } from '../calendar/civil-date.js';
import { groupedAmount } from '../money/readable-amount.js';
import { adjustmentText } from './adjustment-text.js';
import { eventText } from './event-text.js';
import { limitText } from './limit-text.js';
import type { Statement, StatementLine } from './statement.js';
import { plainLine } from './text-layout.js';

/**
 * What a line is besides its figures, a sentence each: what of a closed period or an earlier window it adjusts, what
 * it corrects and why, at which rate its deal was converted, what caps and floors did to it, what it re-rates.
 *
 * @param period the pay period of the statement
 * @example
 * lineNotes(line, statement.period) // ['capped: 1,250.00 not paid (cap of 90,000.00 per quarter)']
 */
export function lineNotes(line: StatementLine, period: Statement['period']): readonly string[] {
  const notes: string[] = [];
  if (line.window.to <= period.from && !closesWithOthers(line, period)) {
    notes.push(`adjusts the window ${line.window.from} to ${addDays(line.window.to, -1)}, which is over`);
  }
  if (line.kind === 'reversal' || line.kind === 'clawback')
    notes.push(`by ${eventText(line.event ?? '', line.deal)}`);
  if (line.kind === 'forfeited') notes.push(forfeitedNote(line));
  if (line.adjusts !== undefined) notes.push(adjustmentText(line.adjusts));
  if (line.corrects !== null) {
    const { before, period: first, because } = line.corrects;
    notes.push(`corrects ${groupedAmount(before)} posted before, first in ${first}`);
    for (const { deal, event, date } of because) {
      notes.push(`because ${eventText(event, deal)} took back ${plainLine(deal)} on ${date}`);
    }
  }
  if (line.converted !== null) {
    const { amount, currency, rate } = line.converted;
    notes.push(`${groupedAmount(amount)} ${currency} at a rate of ${rate}`);
  }
  notes.push(...line.limits.map(limitText));
  if (line.deals.length > 0) notes.push(`re-rates ${plainLine(line.deals.join(', '))}`);
  return notes;
}

function forfeitedNote({ amount }: StatementLine): string {
  return amount.startsWith('-')
    ? 'the plan pays only who is employed: it was not payable in time'
    : 'it was forfeited before, as the plan pays only who is employed';
}

/** Who leaves a pool or a contest in mid-window gets the share when the window closes for the others. */
function closesWithOthers({ kind, date }: StatementLine, { from }: Statement['period']): boolean {
  return (kind === 'pool' || kind === 'prize') && date >= from;
}
