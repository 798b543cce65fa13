import type {
  PayoutDocument,
  PayoutSummary,
  ReconciliationDocument,
} from '../ledger/payouts/payout-document.js';
import { PAYOUT_MATCHES } from '../ledger/payouts/reconcile-payout.js';
import { groupedAmount } from '../money/readable-amount.js';
import { counted } from './counted.js';
import { tableText } from './table.js';

const RIGHT = { align: 'right' } as const;

/**
 * Batches of pay as a table, one line each.
 *
 * @example
 * payoutsText([payoutSummary(history)])
 */
export function payoutsText(batches: readonly PayoutSummary[]): string {
  if (batches.length === 0) return 'There is no such payout batch.';
  const isConverted = batches.some(({ converted }) => converted !== undefined);
  const columns = [
    { title: 'Batch', ...RIGHT },
    { title: 'Pay group' },
    { title: 'Period' },
    { title: 'State' },
    { title: 'Statements', ...RIGHT },
    { title: 'Total', ...RIGHT },
    { title: 'Paid', ...RIGHT },
    ...(isConverted ? [{ title: 'Currency' }, { title: 'Converts' }] : []),
    { title: 'Made by' },
    { title: 'Decided by' },
  ];
  const rows = batches.map((each) => [
    String(each.batch),
    each.payGroup,
    each.period,
    each.state,
    String(each.items),
    groupedAmount(each.total),
    groupedAmount(each.paid),
    ...(isConverted ? [each.currency, conversionText(each)] : []),
    each.maker,
    each.decidedBy ?? '',
  ]);
  return tableText(columns, rows);
}

function conversionText({ converted }: PayoutSummary): string {
  if (converted === undefined) return '';
  const { total, planCurrency, rate, date } = converted;
  return `${groupedAmount(total)} ${planCurrency} at ${rate} of ${date}`;
}

/**
 * What was sent against what was paid: the differences, or that there are none.
 *
 * @example
 * reconciliationText(reconciliationDocument(history))
 */
export function reconciliationText(document: ReconciliationDocument): string {
  const { batch, payGroup, period, currency, payees, total, paid } = document;
  const head = `Batch ${batch}, ${payGroup} ${period}: sent ${groupedAmount(total)}, paid ${groupedAmount(paid)} ${currency}`;
  const differences = payees.filter(({ match }) => match !== 'settled');
  if (differences.length === 0) return `${head}\nEverything is paid as it was sent.`;
  return `${head}\n${payeesText(differences)}\n${counted(differences.length, 'difference')}.`;
}

/**
 * A batch in full: who is paid what, and what became of it.
 *
 * @example
 * payoutText(payoutDocument(history))
 */
export function payoutText(document: PayoutDocument): string {
  const { payees, maker, builtAt, decision, withdrawal, exports, resends, confirmations } = document;
  const steps = [
    ['built', maker, builtAt, ''],
    ...(decision === null ? [] : [[decision.decision, decision.actor, decision.at, decision.reason ?? '']]),
    ...(withdrawal === null ? [] : [['withdrawn', withdrawal.actor, withdrawal.at, withdrawal.reason]]),
    ...exports.map(({ provider, actor, at, contentHash, replaces }) => [
      'exported',
      actor,
      at,
      `for ${provider}, ${shortHash(contentHash)}${replaces === null ? '' : `, replaces ${shortHash(replaces.contentHash)}: ${replaces.reason}`}`,
    ]),
    ...resends.map(({ provider, actor, at, payments, contentHash }) => [
      'sent again',
      actor,
      at,
      `${counted(payments, 'payment')} for ${provider}, ${shortHash(contentHash)}`,
    ]),
    ...confirmations.map(({ file, payments, actor, at }) => [
      'confirmed',
      actor,
      at,
      `${counted(payments, 'payment')} of ${file}`,
    ]),
  ].map(([step = '', who = '', at = '', what = '']) => [step, at.slice(0, 19).replace('T', ' '), who, what]);
  const titles = ['Step', 'When (UTC)', 'Who', ''].map((title) => ({ title }));
  return [payoutsText([document]), payeesText(payees), tableText(titles, steps)].join('\n\n');
}

function shortHash(hash: string): string {
  return hash.slice(0, 12);
}

function moneyText({ sent, planCurrency }: { readonly sent: string; readonly planCurrency: string }): string {
  return `${groupedAmount(sent)} ${planCurrency}`;
}

function payeesText(payees: ReconciliationDocument['payees']): string {
  const isConverted = payees.some(({ converted }) => converted !== undefined);
  const columns = [
    { title: 'Payee' },
    { title: 'Name' },
    ...(isConverted ? [{ title: 'On the statement', ...RIGHT }] : []),
    { title: 'Sent', ...RIGHT },
    { title: 'Paid', ...RIGHT },
    { title: 'Difference', ...RIGHT },
    { title: '' },
    { title: 'References' },
  ];
  const rows = payees.map(({ payee, name, sent, paid, difference, match, payments, converted }) => [
    payee,
    name ?? '',
    ...(isConverted ? [converted === undefined ? '' : moneyText(converted)] : []),
    groupedAmount(sent),
    groupedAmount(paid),
    groupedAmount(difference),
    PAYOUT_MATCHES[match],
    payments
      .map(({ reference, status }) => (status === 'paid' ? reference : `${reference} ${status}`))
      .join(', '),
  ]);
  return tableText(columns, rows);
}
