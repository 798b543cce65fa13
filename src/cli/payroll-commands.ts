import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { payoutTotal } from '../ledger/payouts/payout-batch.js';
import { reconciliationDocument } from '../ledger/payouts/payout-document.js';
import { formatMinorUnits } from '../money/minor-units.js';
import { groupedAmount } from '../money/readable-amount.js';
import { confirmPayout } from '../runs/payouts/confirm-payout.js';
import { exportPayout } from '../runs/payouts/export-payout.js';
import { counted } from './counted.js';
import { reconciliationText } from './payout-text.js';
import { ProblemsFound } from './problems-found.js';
import type { Session } from './session.js';
import { wholeNumber } from './whole-number.js';
import { writeWhole } from './write-whole.js';

interface ExportFlags {
  readonly mapping: string;
  readonly output: string;
  readonly replaces?: string;
  readonly reason?: string;
  readonly failed?: true;
}

/**
 * Adds `attain payout export` and `attain payout confirm`: what goes to payroll, and what comes back.
 *
 * @example
 * addPayrollCommands(payout, session);
 */
export function addPayrollCommands(payout: Command, session: Session): void {
  payout
    .command('export')
    .argument('<batch>', 'the number of an approved batch', wholeNumber)
    .description('write the file for payroll; again gives the same bytes')
    .requiredOption('--mapping <file>', 'what the provider wants to be told, and how')
    .requiredOption('--output <file>', 'the file to write')
    .option('--failed', 'only what payroll told to have failed or to have come back')
    .option('--replaces <hash>', 'the file that this one takes the place of, before payroll pays by it')
    .option('--reason <text>', 'why that file is replaced')
    .action((batch: number, flags: ExportFlags) => exportTo(session, batch, flags));
  payout
    .command('confirm')
    .argument('<batch>', 'the number of an exported batch', wholeNumber)
    .argument('<file>', 'the CSV file in which payroll says what it paid')
    .description('take in what payroll paid; the same file again changes nothing')
    .requiredOption('--mapping <file>', 'how the provider tells')
    .action((batch: number, file: string, flags: Pick<ExportFlags, 'mapping'>) =>
      confirmFrom(session, batch, file, flags.mapping),
    );
}

async function exportTo(session: Session, batch: number, flags: ExportFlags): Promise<void> {
  const { mapping, output, replaces, reason, failed } = flags;
  const text = await readFile(mapping, 'utf8');
  await session.withDatabase(async (db) => {
    const exported = await exportPayout(db, {
      batch,
      mapping: { name: mapping, text },
      replaces,
      reason,
      ...(failed === true && { only: 'failed' as const }),
      actor: session.actor,
    });
    if (!exported.ok) throw new ProblemsFound(exported.problems, 'No file was written.');
    const { history, isNew, provider, contentHash } = exported.value;
    await writeWhole(output, exported.value.text);
    const { currency } = history.batch;
    const items = exported.value.items.length;
    const total = formatMinorUnits(payoutTotal(exported.value.items), currency);
    session.print({ batch, isNew, provider, output, contentHash, items, total, currency }, () => {
      const again = isNew ? '' : ', as before';
      return `Wrote ${counted(items, 'payment')}, ${groupedAmount(total)} ${currency}, to ${output}${again}.`;
    });
  });
}

async function confirmFrom(session: Session, batch: number, path: string, mapping: string): Promise<void> {
  const text = await readFile(mapping, 'utf8');
  const bytes = await readFile(path);
  await session.withDatabase(async (db) => {
    const confirmed = await confirmPayout(db, {
      batch,
      mapping: { name: mapping, text },
      file: { name: basename(path), bytes },
      actor: session.actor,
    });
    if (!confirmed.ok) throw new ProblemsFound(confirmed.problems, 'Nothing was taken in.');
    const { history, isNew, payments, isPeriodPaid } = confirmed.value;
    const document = reconciliationDocument(history);
    session.print({ isNew, payments: payments.length, isPeriodPaid, reconciliation: document }, () => {
      const taken = isNew ? `Took in ${counted(payments.length, 'payment')}.` : 'The file tells nothing new.';
      const paid = isPeriodPaid ? `\n${document.period} of ${document.payGroup} is paid.` : '';
      return `${taken}\n${reconciliationText(document)}${paid}`;
    });
  });
}
