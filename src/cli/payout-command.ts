import type { Command } from 'commander';
import { isCivilDate } from '../calendar/civil-date.js';
import { readPayGroupId } from '../ledger/pay-group.js';
import { payoutDocument, payoutSummary, reconciliationDocument } from '../ledger/payouts/payout-document.js';
import type { PayoutHistory } from '../ledger/payouts/payout-history.js';
import { buildPayout } from '../runs/payouts/build-payout.js';
import { decidePayout } from '../runs/payouts/decide-payout.js';
import { withdrawPayout } from '../runs/payouts/withdraw-payout.js';
import type { Executor } from '../store/executor.js';
import { type PayoutFilter, readPayouts } from '../store/payouts.js';
import { payoutsText, payoutText, reconciliationText } from './payout-text.js';
import { addPayrollCommands } from './payroll-commands.js';
import { ProblemsFound } from './problems-found.js';
import type { Session } from './session.js';
import { UsageError } from './usage-error.js';
import { wholeNumber } from './whole-number.js';

interface BuildFlags {
  readonly payGroup: string;
  readonly period: string;
  readonly payDate?: string;
}

/**
 * Adds `attain payout …`: batches of pay, from closed statements to what payroll confirms.
 *
 * @example
 * addPayoutCommand(session);
 */
export function addPayoutCommand(session: Session): void {
  const payout = session.program
    .command('payout')
    .description('pay closed statements: build a batch, approve, export, confirm, reconcile')
    .helpCommand(false);
  addBuild(payout, session);
  addDecisions(payout, session);
  addWithdrawal(payout, session);
  addPayrollCommands(payout, session);
  addReaders(payout, session);
}

function addBuild(payout: Command, session: Session): void {
  payout
    .command('build')
    .description('put what closed statements pay into a batch; again gives the same batch')
    .requiredOption('--pay-group <id>', 'the pay group, such as monthly-USD', payGroup)
    .requiredOption('--period <id>', 'a closed pay period, such as 2026-03')
    .option('--pay-date <day>', 'the day on which payroll is to pay, such as 2026-04-15', day)
    .action((flags: BuildFlags) =>
      session.withDatabase(async (db) => {
        const built = await buildPayout(db, { ...flags, actor: session.actor });
        if (!built.ok) throw new ProblemsFound(built.problems, 'No batch was built.');
        const { history, isNew } = built.value;
        const batch = history === null ? null : payoutSummary(history);
        const others = built.value.others.map(payoutSummary);
        session.print({ isNew, batch, ...(others.length > 0 && { others }) }, () => {
          if (batch === null) return `Nobody is paid for ${flags.period} of ${flags.payGroup}.`;
          const all = [batch, ...others];
          const said = all.map((each) =>
            isNew ? `Built batch ${each.batch}.` : `Batch ${each.batch} holds this already.`,
          );
          return `${said.join('\n')}\n${payoutsText(all)}`;
        });
      }),
    );
}

function addDecisions(payout: Command, session: Session): void {
  const decide =
    (decision: 'approved' | 'rejected') => (batch: number, flags: { readonly reason?: string }) =>
      session.withDatabase(async (db) => {
        const { reason } = flags;
        const verdict = { batch, decision, actor: session.actor, ...(reason !== undefined && { reason }) };
        const decided = await decidePayout(db, verdict);
        if (!decided.ok) throw new ProblemsFound(decided.problems, `The batch was not ${decision}.`);
        const { history, isNew } = decided.value;
        session.print({ isNew, batch: payoutSummary(history) }, () =>
          isNew ? `Batch ${batch} is ${decision}.` : `Batch ${batch} was ${decision} before.`,
        );
      });
  payout
    .command('approve')
    .argument('<batch>', 'the number of the batch', wholeNumber)
    .description('approve a batch that somebody else built')
    .option('--reason <text>', 'why, for the history')
    .action(decide('approved'));
  payout
    .command('reject')
    .argument('<batch>', 'the number of the batch', wholeNumber)
    .description('reject a batch that somebody else built; its statements can be built again')
    .requiredOption('--reason <text>', 'why')
    .action(decide('rejected'));
}

function addWithdrawal(payout: Command, session: Session): void {
  payout
    .command('withdraw')
    .argument('<batch>', 'the number of the batch', wholeNumber)
    .description(
      'withdraw an approved batch that payroll was not told yet; its statements can be built again',
    )
    .requiredOption('--reason <text>', 'why')
    .action((batch: number, { reason }: { readonly reason: string }) =>
      session.withDatabase(async (db) => {
        const withdrawn = await withdrawPayout(db, { batch, reason, actor: session.actor });
        if (!withdrawn.ok) throw new ProblemsFound(withdrawn.problems, 'The batch was not withdrawn.');
        const { history, isNew } = withdrawn.value;
        session.print({ isNew, batch: payoutSummary(history) }, () =>
          isNew ? `Batch ${batch} is withdrawn.` : `Batch ${batch} was withdrawn before.`,
        );
      }),
    );
}

function addReaders(payout: Command, session: Session): void {
  payout
    .command('reconcile')
    .argument('[batch]', 'the number of a batch; all that were exported unless said', wholeNumber)
    .description('list what was sent to payroll and was not paid so, with amounts')
    .action((batch: number | undefined) =>
      session.withDatabase(async (db) => {
        const histories =
          batch === undefined ? await payouts(session, db, {}) : [await known(session, db, batch)];
        const documents = histories.filter(({ exports }) => exports.length > 0).map(reconciliationDocument);
        if (documents.some(({ payees }) => payees.some(({ match }) => match !== 'settled'))) {
          session.foundProblems();
        }
        session.print(documents, () =>
          documents.length === 0
            ? 'Nothing was exported yet.'
            : documents.map(reconciliationText).join('\n\n'),
        );
      }),
    );
  payout
    .command('list')
    .description('list the batches and how far each has come')
    .option('--pay-group <id>', 'only those of a pay group', payGroup)
    .option('--period <id>', 'only those of a pay period')
    .action((filter: PayoutFilter) =>
      session.withDatabase(async (db) => {
        const batches = (await payouts(session, db, filter)).map(payoutSummary);
        session.print(batches, () => payoutsText(batches));
      }),
    );
  payout
    .command('show')
    .argument('<batch>', 'the number of the batch', wholeNumber)
    .description('show a batch: who is paid what, and each step it took')
    .action((batch: number) =>
      session.withDatabase(async (db) => {
        const document = payoutDocument(await known(session, db, batch));
        session.print(document, () => payoutText(document));
      }),
    );
}

async function payouts(
  session: Session,
  db: Executor,
  filter: PayoutFilter,
): Promise<readonly PayoutHistory[]> {
  return readPayouts(db, session.scope, filter);
}

async function known(session: Session, db: Executor, batch: number): Promise<PayoutHistory> {
  const [history] = await payouts(session, db, { batch });
  if (history !== undefined) return history;
  throw new UsageError(`there is no payout batch ${batch}`, '`attain payout list` lists them');
}

function payGroup(text: string): string {
  if (readPayGroupId(text) !== null) return text;
  throw new UsageError(`${text} is no pay group`, 'name its frequency and currency, such as monthly-USD');
}

function day(text: string): string {
  if (isCivilDate(text)) return text;
  throw new UsageError(`${text} is no day`, 'write it as 2026-04-15');
}
