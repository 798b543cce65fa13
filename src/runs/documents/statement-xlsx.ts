import writeXlsxFile, { type Cell, type Sheet } from 'write-excel-file/node';
import { addDays } from '../../calendar/civil-date.js';
import { type BalanceEntry, heldEntries, owedEntries, paidEntries } from '../../ledger/balance-entries.js';
import { lineNotes } from '../../ledger/line-notes.js';
import { lineRate } from '../../ledger/line-rate.js';
import { lineReason } from '../../ledger/line-reason.js';
import { shareText } from '../../ledger/share-text.js';
import type { Statement, StatementHeld } from '../../ledger/statement.js';
import { type DocumentHeading, standingOf, statementId } from './document-heading.js';
import { amountCell, dateCell, percentCell, quantityCell, textCell, titleCell } from './xlsx-cells.js';
import { withoutZipDates } from './zip-date.js';

/**
 * A statement as a workbook of Excel: its summary, its lines, what became payable, what is held, what was adjusted by
 * hand and the balances, a sheet each. Amounts are numbers where a number holds them exactly; equal statements give
 * equal bytes.
 *
 * @example
 * const bytes = await statementXlsx(statement, await documentHeading(db, statement));
 */
export async function statementXlsx(statement: Statement, heading: DocumentHeading): Promise<Uint8Array> {
  const sheets = [
    summarySheet(statement, heading),
    linesSheet(statement),
    dealsSheet('Payable', statement, statement.releases, ({ reached }) => reached !== '0%'),
    dealsSheet('Held', statement, statement.held, ({ reached }) => reached !== '100%'),
    adjustmentsSheet(statement),
    balancesSheet(statement),
  ];
  return withoutZipDates(await writeXlsxFile(sheets).toBuffer());
}

type Column = readonly [title: string, width: number];

function tableSheet(
  name: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): Sheet<Buffer> {
  return {
    sheet: name,
    data: [columns.map(([title]) => titleCell(title)), ...rows.map((row) => [...row])],
    columns: columns.map(([, width]) => ({ width })),
    stickyRowsCount: 1,
  };
}

function summarySheet(statement: Statement, { company, payGroup }: DocumentHeading): Sheet<Buffer> {
  const { payee, period, currency, asOf, plans, balances, madeFrom, closed } = statement;
  const amount = (text: string) => amountCell(text, currency);
  const { title, sentence } = standingOf(statement);
  const facts: readonly (readonly [label: string, value: Cell])[] = [
    ['Company', textCell(company)],
    ['Statement', textCell(statementId(statement))],
    ['Payee', textCell(payee.name)],
    ['Payee id', textCell(payee.id)],
    ['Pay period', textCell(period.id)],
    ['First day', dateCell(period.from)],
    ['Last day', dateCell(addDays(period.to, -1))],
    ['As of', dateCell(asOf)],
    ['Currency', textCell(currency)],
    ['Pay group', textCell(payGroup)],
    ...plans.map(({ plan, title: named }) => ['Plan', textCell(named ?? plan)] as const),
    ['Status', textCell(`${title}. ${sentence}`)],
    ['Earned in this period', amount(balances.earned)],
    ['Became payable', amount(balances.payable)],
    ['Still held', amount(balances.closingHeld)],
    ['Paid', amount(balances.paid)],
    ...payoutFacts(statement),
    ['Inputs', textCell(madeFrom.inputsHash)],
    ['Rules', textCell(madeFrom.rulesHash)],
    ...(closed === undefined ? [] : [['Statement as closed', textCell(closed.hash)] as const]),
  ];
  return tableSheet(
    'Summary',
    [
      ['What', 24],
      ['Value', 60],
    ],
    facts.map(([label, value]) => [textCell(label), value]),
  );
}

function payoutFacts({ payout }: Statement): readonly (readonly [label: string, value: Cell])[] {
  if (payout === undefined) return [];
  const { currency, amount, rate, date } = payout;
  return [
    ['Paid in', textCell(currency)],
    [`Paid in ${currency}`, amount === null ? textCell('no rate is loaded') : amountCell(amount, currency)],
    ['At the rate', quantityCell(rate)],
    [rate === null ? 'No rate for' : 'Of', dateCell(date)],
  ];
}

const LINE_COLUMNS: readonly Column[] = [
  ['Line', 20],
  ['Component', 22],
  ['Measure', 18],
  ['Date', 12],
  ['Deal', 22],
  ['For', 14],
  ['Window from', 12],
  ['Window to', 12],
  ['Share', 10],
  ['Your part', 16],
  ['Toward quota', 16],
  ['Rate', 10],
  ['Earned', 16],
  ['Adjusts closed period', 14],
  ['Notes', 80],
];

function linesSheet(statement: Statement): Sheet<Buffer> {
  const { components, period, currency } = statement;
  const rows = components.flatMap(({ lines }) =>
    lines.map((line) => [
      textCell(line.id),
      textCell(line.component),
      textCell(line.measure),
      dateCell(line.date),
      textCell(line.deal),
      textCell(lineReason(line)),
      dateCell(line.window.from),
      dateCell(addDays(line.window.to, -1)),
      percentCell(line.share),
      quantityCell(line.base),
      quantityCell(line.credited),
      percentCell(lineRate(line, statement)),
      amountCell(line.amount, currency),
      textCell(line.adjusts?.period ?? null),
      textCell(lineNotes(line, period).join('; ')),
    ]),
  );
  return tableSheet('Lines', LINE_COLUMNS, rows);
}

function dealsSheet(
  name: string,
  { currency }: Statement,
  deals: readonly StatementHeld[],
  isShown: (share: StatementHeld['shares'][number]) => boolean,
): Sheet<Buffer> {
  const columns: readonly Column[] = [
    ['Deal', 22],
    ['Component', 22],
    ['Amount', 16],
    [name === 'Held' ? 'Waits for' : 'Because', 90],
  ];
  const rows = deals.map(({ deal, component, amount, shares }) => [
    textCell(deal),
    textCell(component),
    amountCell(amount, currency),
    textCell(shares.filter(isShown).map(shareText).join('; ')),
  ]);
  return tableSheet(name, columns, rows);
}

function adjustmentsSheet({ adjustments, currency }: Statement): Sheet<Buffer> {
  const columns: readonly Column[] = [
    ['Number', 10],
    ['Reason', 80],
    ['Attachment', 24],
    ['Made by', 18],
    ['Approved by', 18],
    ['Amount', 16],
  ];
  const rows = adjustments.map(({ adjustment, reason, attachment, maker, approver, amount }) => [
    quantityCell(`${adjustment}`),
    textCell(reason),
    textCell(attachment),
    textCell(maker),
    textCell(approver),
    amountCell(amount, currency),
  ]);
  return tableSheet('Adjustments', columns, rows);
}

function balancesSheet({ balances, yearToDate, currency }: Statement): Sheet<Buffer> {
  const { from: _, ...year } = yearToDate;
  const sums: readonly (readonly [sum: string, entries: readonly BalanceEntry[]])[] = [
    ['From earned to held', heldEntries(balances)],
    ['From payable to paid', paidEntries(balances)],
    ['Owed of recoverable draws', owedEntries(balances.owed)],
    [
      `Year to date, since ${yearToDate.from}`,
      Object.entries(year).map(([label, amount]) => ({ sign: '', label, amount })),
    ],
  ];
  const rows = sums.flatMap(([sum, entries]) =>
    entries.map(({ sign, label, amount }) => [
      textCell(sum),
      textCell(sign),
      textCell(label),
      amountCell(amount, currency),
    ]),
  );
  return tableSheet(
    'Balances',
    [
      ['Sum', 30],
      ['Sign', 6],
      ['Term', 34],
      ['Amount', 16],
    ],
    rows,
  );
}
