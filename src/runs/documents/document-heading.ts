import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import { payGroupId } from '../../ledger/pay-group.js';
import type { Statement } from '../../ledger/statement.js';
import type { Executor } from '../../store/executor.js';
import { rulesOfRun } from '../rules-of-run.js';

/** What a document says beside the statement itself. */
export interface DocumentHeading {
  /** The name of the company. */
  readonly company: string;
  /** The id of the pay group, such as `monthly-USD`; `null` where no plan of the payee is known. */
  readonly payGroup: string | null;
}

/**
 * The company and the pay group of a statement, by the rules that it was made by.
 *
 * @example
 * await documentHeading(db, statement) // { company: 'Halden Freight Cloud', payGroup: 'monthly-USD' }
 */
export async function documentHeading(
  executor: Executor,
  { madeFrom: { change, rulesHash }, plans, currency, closed }: Statement,
): Promise<DocumentHeading> {
  const { book } = await rulesOfRun(executor, { id: closed?.closing ?? 0, change, rulesHash });
  const hashes = new Set(plans.map(({ hash }) => hash));
  const frequency = book.plans.find(({ plan }) => hashes.has(plan.hash))?.plan.payFrequency;
  return {
    company: book.company.name,
    payGroup: frequency === undefined ? null : payGroupId({ frequency, currency }),
  };
}

/**
 * What a statement is known by: its payee, period and currency.
 *
 * @example
 * statementId(statement) // 'ada/2026-03/USD'
 */
export function statementId({ payee, period, currency }: Statement): string {
  return `${payee.id}/${period.id}/${currency}`;
}

/**
 * Whether what a statement says is final, as a title and a sentence.
 *
 * @example
 * standingOf(statement).title // 'Closed'
 */
export function standingOf({ closed, status, asOf, period }: Statement): {
  readonly isFinal: boolean;
  readonly title: string;
  readonly sentence: string;
} {
  if (closed !== undefined) {
    const day = dayInWords(closed.at.slice(0, 10));
    const sentence = `The period was closed on ${day} by ${closed.by}, closing ${closed.closing}. These figures are final.`;
    return { isFinal: true, title: 'Closed', sentence };
  }
  const isOver = asOf === addDays(period.to, -1);
  const since = isOver
    ? 'The period is not closed'
    : `The period is not over; known through ${dayInWords(asOf)}`;
  const missing = status === 'incomplete' ? ' Figures are missing: see the problems at the end.' : '';
  return {
    isFinal: false,
    title: status === 'incomplete' ? 'Provisional and incomplete' : 'Provisional',
    sentence: `${since}. Figures may change until it is.${missing}`,
  };
}

/**
 * A day as it is written in a letter.
 *
 * @example
 * dayInWords('2026-03-01') // '1 March 2026'
 */
export function dayInWords(day: CivilDate): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
