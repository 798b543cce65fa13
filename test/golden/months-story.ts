import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import { parseThrough } from '../../src/calendar/pay-period.js';
import { importFiles } from '../../src/intake/import-records.js';
import { mayPay } from '../../src/ledger/payouts/payout-batch.js';
import { paymentsOf, payoutState } from '../../src/ledger/payouts/payout-history.js';
import { statementText } from '../../src/ledger/statement-text.js';
import { formatMinorUnits } from '../../src/money/minor-units.js';
import { audit } from '../../src/runs/audit/audit.js';
import { auditDocument } from '../../src/runs/audit/audit-document.js';
import { calculateRun } from '../../src/runs/calculate-run.js';
import { closePeriod } from '../../src/runs/close-period.js';
import { readPeriods } from '../../src/runs/closing/period-status.js';
import { approvePeriod, rejectPeriod, submitPeriod } from '../../src/runs/closing/period-steps.js';
import { previewAdjustments } from '../../src/runs/preview-adjustments.js';
import { readStatements } from '../../src/runs/read-statements.js';
import { readStoredRules } from '../../src/runs/stored-rules.js';
import type { Database } from '../../src/store/executor.js';
import { readPayouts } from '../../src/store/payouts.js';
import { listStatements } from '../../src/store/statements.js';
import { Payroll, problemOf, succeeded } from '../runs/payouts/payroll.js';

/**
 * Each folder is a story over several months: plans, and one folder for each month in which data comes in. In every
 * month data is taken in, what it changes of closed months is previewed, the month is calculated, closed and paid;
 * what a month says otherwise in `story.yaml` is done instead.
 */
export const MONTHS_HERE = fileURLToPath(new URL('over-months/', import.meta.url));

/** The names of all stories over several months. */
export const monthsStories = (await readdir(MONTHS_HERE)).sort();

/** The pay group of all stories. */
const PAY_GROUP = 'monthly-USD';

/** Something that is done; a text is the folder that comes in, or the reason of a rejection. */
type Act =
  | 'preview'
  | 'calculate'
  | 'close'
  | 'pay'
  | 'build'
  | 'buildRefused'
  | { readonly import: string }
  | { readonly rejectPeriod: string }
  | { readonly rejectPayout: string }
  | { readonly confirm: readonly string[] };

/** One month of a story. */
export interface StoryMonth {
  readonly month: string;
  readonly acts?: readonly Act[];
}

export interface MonthsStory {
  readonly title: string;
  readonly months: readonly StoryMonth[];
}

/** What a story over several months is about. */
export async function monthsStoryIn(name: string): Promise<MonthsStory> {
  return parse(await readFile(join(MONTHS_HERE, name, 'story.yaml'), 'utf8')) as MonthsStory;
}

/** Does all of a month, and gives what is to be seen of it. After every act, the books are sound. */
export async function liveMonth(
  db: Database,
  name: string,
  { month, acts = usualActs(name, month) }: StoryMonth,
): Promise<string> {
  const page: string[] = [];
  for (const act of acts) {
    page.push(...(await done(db, name, month, act)));
    expect((await audit(db)).flatMap(({ breaks }) => breaks)).toEqual([]);
  }
  const statements = await statementsOf(db, month);
  const [ledger] = auditDocument(await audit(db)).balances;
  const balances = Object.entries(ledger ?? {}).map(([account, amount]) => `${account} ${amount}`);
  return `${[...page, ...statements, `LEDGER  ${balances.join('  ')}`].join('\n')}\n`;
}

function usualActs(name: string, month: string): readonly Act[] {
  const comesIn = existsSync(join(MONTHS_HERE, name, month));
  return [...(comesIn ? [{ import: month }] : []), 'preview', 'calculate', 'close', 'pay'];
}

async function done(db: Database, name: string, month: string, act: Act): Promise<readonly string[]> {
  const step = { payGroup: PAY_GROUP, period: month };
  if (typeof act !== 'string') return told(db, name, month, act);
  switch (act) {
    case 'preview':
      return previewed(db);
    case 'calculate':
      await calculateThrough(db, month);
      return [];
    case 'close':
      succeeded(await submitPeriod(db, { ...step, actor: 'ops' }));
      succeeded(await approvePeriod(db, { ...step, actor: 'cfo' }));
      succeeded(await closePeriod(db, { ...step, actor: 'ops' }));
      return [];
    case 'build':
      succeeded(await new Payroll(db).build(month));
      return payoutsOf(db, month);
    case 'buildRefused':
      return [`PAYOUT  is not built: ${problemOf(await new Payroll(db).build(month))?.message}`];
    case 'pay':
      succeeded(await new Payroll(db).build(month));
      return sent(db, month, null);
  }
}

async function told(
  db: Database,
  name: string,
  month: string,
  act: Exclude<Act, string>,
): Promise<readonly string[]> {
  if ('import' in act) {
    await importFolder(db, join(MONTHS_HERE, name, act.import));
    return [];
  }
  if ('confirm' in act) return sent(db, month, act.confirm);
  if ('rejectPayout' in act) {
    const [last] = (await readPayouts(db, EVERY_PAYEE, { payGroup: PAY_GROUP, period: month })).slice(-1);
    succeeded(await new Payroll(db).reject(last?.batch.number ?? 0, act.rejectPayout));
    return payoutsOf(db, month);
  }
  const step = { payGroup: PAY_GROUP, period: month };
  succeeded(await submitPeriod(db, { ...step, actor: 'ops' }));
  const { state } = succeeded(await rejectPeriod(db, { ...step, actor: 'cfo', reason: act.rejectPeriod }));
  return [`PERIOD  ${month} is rejected and ${state}: ${act.rejectPeriod}`];
}

/** Approves what is built, makes the file for payroll, and takes in that all is paid, or what is said. */
async function sent(db: Database, month: string, rows: readonly string[] | null): Promise<readonly string[]> {
  const payroll = new Payroll(db);
  const histories = await readPayouts(db, EVERY_PAYEE, { payGroup: PAY_GROUP, period: month });
  for (const history of histories.filter((each) => mayPay(payoutState(each)))) {
    const { number, items, currency } = history.batch;
    const all = items.map(
      ({ payee, amount }) => `${payee},${formatMinorUnits(amount, currency)},C-${number},04/15/2026,OK`,
    );
    const told = (rows ?? all).filter((row) => items.some(({ payee }) => row.startsWith(`${payee},`)));
    if (told.length === 0) continue;
    if (payoutState(history) === 'built') succeeded(await payroll.approve(number));
    succeeded(await payroll.export(number));
    succeeded(await payroll.confirm(number, told, `paid-${rows?.join() ?? number}.csv`));
  }
  return payoutsOf(db, month);
}

async function payoutsOf(db: Database, month: string): Promise<readonly string[]> {
  const filter = { payGroup: PAY_GROUP, period: month };
  const histories = await readPayouts(db, EVERY_PAYEE, filter);
  const batches = histories.map((history) => {
    const { number, items, currency, converted } = history.batch;
    const at = converted === undefined ? '' : `, in ${currency} at ${converted.rate} of ${converted.date}`;
    const said = (amount: bigint) => formatMinorUnits(amount, currency);
    const asked = items.map(({ payee, amount }) => `${payee} ${said(amount)}`).join(', ');
    const paid = paymentsOf(history).map((each) => `${each.payee} ${said(each.amount)} ${each.status}`);
    const reason = history.decision?.reason ?? null;
    return [
      `PAYOUT  batch ${number} is ${payoutState(history)}${reason === null ? '' : ` (${reason})`}${at}: ${asked}`,
      ...(paid.length === 0 ? [] : [`        payroll said: ${paid.join(', ')}`]),
    ].join('\n');
  });
  const [known] = await readPeriods(db, filter);
  const nobody = batches.length === 0 ? ['PAYOUT  nobody is paid'] : batches;
  return [...nobody, `PERIOD  ${month} is ${known?.status.state}`];
}

async function previewed(db: Database): Promise<readonly string[]> {
  return succeeded(await previewAdjustments(db)).flatMap(({ postedIn, adjustments, earned, payable }) => [
    `PREVIEW of what ${postedIn} posts of closed months: earned ${earned}, payable ${payable}`,
    ...adjustments.map(
      (each) =>
        `  ${each.payee} ${each.period} ${each.component} ${each.deal ?? '–'}: earned ${each.earned}, payable ${each.payable}; ${each.cause}, ${each.source}`,
    ),
  ]);
}

/** The statements of a month, without what depends on the clock or on hashes. */
async function statementsOf(db: Database, month: string): Promise<readonly string[]> {
  const summaries = await listStatements(db, EVERY_PAYEE, { period: month });
  const found = await Promise.all(
    summaries.map(({ payee, period }) => readStatements(db, EVERY_PAYEE, payee, period)),
  );
  return found.flat().map((each) => withoutHashes(statementText(each)));
}

function withoutHashes(text: string): string {
  return text
    .replace(/\b[0-9a-f]{12,64}\b/g, '<hash>')
    .replace(/^Closed on \d{4}-\d\d-\d\d/m, 'Closed on <day>');
}

/** Takes a folder of files in. */
export async function importFolder(db: Database, folder: string): Promise<void> {
  const rules = succeeded(await readStoredRules(db));
  const options = { company: rules.book.company, actor: 'story', onConflict: 'correct' } as const;
  const result = await importFiles(db, [folder], options);
  expect(result.problems).toEqual([]);
}

/** Calculates all months up to the end of one. */
export async function calculateThrough(db: Database, month: string): Promise<void> {
  const rules = succeeded(await readStoredRules(db));
  const through = parseThrough(month, rules.book.company) ?? '';
  expect((await calculateRun(db, { through, actor: 'story' })).problems).toEqual([]);
}
