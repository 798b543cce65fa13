import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import type { Adjustment, AdjustmentState } from '../ledger/adjustments/adjustment.js';
import { adjustmentDocument } from '../ledger/adjustments/adjustment-document.js';
import type { Result } from '../problems/result.js';
import { addAdjustments } from '../runs/adjustments/add-adjustments.js';
import { decideAdjustments } from '../runs/adjustments/decide-adjustments.js';
import { importAdjustments } from '../runs/adjustments/import-adjustments.js';
import { readAdjustments } from '../store/adjustments.js';
import { adjustmentsText, adjustmentText } from './adjustment-text.js';
import { counted } from './counted.js';
import { ProblemsFound } from './problems-found.js';
import type { Session } from './session.js';
import { UsageError } from './usage-error.js';
import { wholeNumber } from './whole-number.js';

/**
 * Adds `attain adjustment …`: amounts that are added to pay by hand, or taken off, and approved by another person.
 *
 * @example
 * addAdjustmentCommand(session);
 */
export function addAdjustmentCommand(session: Session): void {
  const adjustment = session.program
    .command('adjustment')
    .description('adjust pay by hand, with a reason and another person’s approval')
    .helpCommand(false);
  addMakers(adjustment, session);
  addDecision(adjustment, session, 'approve');
  addDecision(adjustment, session, 'reject');
  addReaders(adjustment, session);
}

interface AddFlags {
  readonly payee: string;
  readonly payGroup: string;
  readonly period: string;
  readonly amount: string;
  readonly reason: string;
  readonly attachment?: string;
  readonly note?: string;
}

function addMakers(adjustment: Command, session: Session): void {
  adjustment
    .command('add')
    .description('add an amount to what a payee is paid for an open pay period, or take it off')
    .requiredOption('--payee <id>', 'who is paid')
    .requiredOption('--pay-group <id>', 'the pay group, such as monthly-USD')
    .requiredOption('--period <id>', 'the pay period, such as 2026-03')
    .requiredOption('--amount <amount>', 'how much; below zero, such as -500.00, to take it off')
    .requiredOption('--reason <text>', 'why')
    .option('--attachment <file>', 'a file that shows why; its name and SHA-256 are kept, not the file')
    .option('--note <text>', 'what else is to be known')
    .action(async ({ attachment, ...draft }: AddFlags) => {
      const attached = attachment === undefined ? {} : { attachment: await attachmentAt(attachment) };
      await session.withDatabase(async (db) => {
        const drafts = [{ ...draft, ...attached }];
        told(session, await addAdjustments(db, { drafts, actor: session.actor }), 'Added');
      });
    });
  adjustment
    .command('import')
    .argument('<file>', 'CSV: payee,payGroup,period,amount,reason[,currency,attachment,attachmentHash,note]')
    .description('add all adjustments of a file, or none')
    .action(async (path: string) => {
      const bytes = await readFile(path);
      await session.withDatabase(async (db) => {
        const file = { name: basename(path), bytes, actor: session.actor };
        told(session, await importAdjustments(db, file), 'Added');
      });
    });
}

async function attachmentAt(path: string) {
  const hash = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  return { file: basename(path), hash };
}

interface DecideFlags {
  readonly all?: boolean;
  readonly reason?: string;
}

function addDecision(adjustment: Command, session: Session, name: 'approve' | 'reject'): void {
  const decision = name === 'approve' ? 'approved' : 'rejected';
  const command = adjustment
    .command(name)
    .argument('[numbers...]', 'the numbers of adjustments', oneMore, NO_NUMBERS)
    .description(`${name} adjustments that somebody else made`)
    .option('--all', 'all that wait for a decision and that you did not make');
  const withReason =
    name === 'reject'
      ? command.requiredOption('--reason <text>', 'why')
      : command.option('--reason <text>', 'why, for the history');
  withReason.action((numbers: readonly number[], { all = false, reason }: DecideFlags) =>
    session.withDatabase(async (db) => {
      if (all === numbers.length > 0) {
        throw new UsageError('name adjustments by their numbers, or say --all', '`attain adjustment list`');
      }
      const decided = await decideAdjustments(db, {
        ...(!all && { numbers }),
        decision,
        actor: session.actor,
        ...(reason !== undefined && { reason }),
      });
      told(session, decided, name === 'approve' ? 'Approved' : 'Rejected');
    }),
  );
}

const NO_NUMBERS: readonly number[] = [];

function oneMore(text: string, before: readonly number[]): readonly number[] {
  return [...before, wholeNumber(text)];
}

interface ListFlags {
  readonly payee?: string;
  readonly payGroup?: string;
  readonly period?: string;
  readonly state?: AdjustmentState;
}

function addReaders(adjustment: Command, session: Session): void {
  adjustment
    .command('list')
    .description('list adjustments and where each stands')
    .option('--payee <id>', 'only those of a payee')
    .option('--pay-group <id>', 'only those of a pay group')
    .option('--period <id>', 'only those of a pay period')
    .addOption(new Option('--state <state>', 'only those').choices(['waiting', 'approved', 'rejected']))
    .action((filter: ListFlags) =>
      session.withDatabase(async (db) => {
        const list = (await readAdjustments(db, session.scope, filter)).map(adjustmentDocument);
        session.print(list, () => adjustmentsText(list));
      }),
    );
  adjustment
    .command('show')
    .argument('<number>', 'the number of the adjustment', wholeNumber)
    .description('show an adjustment in full')
    .action((number: number) =>
      session.withDatabase(async (db) => {
        const [found] = (await readAdjustments(db, session.scope, { numbers: [number] })).map(
          adjustmentDocument,
        );
        if (found === undefined) {
          throw new UsageError(`there is no adjustment ${number}`, '`attain adjustment list` lists them');
        }
        session.print(found, () => adjustmentText(found));
      }),
    );
}

function told(session: Session, done: Result<readonly Adjustment[]>, what: string): void {
  if (!done.ok) throw new ProblemsFound(done.problems, 'No adjustment was changed.');
  const list = done.value.map(adjustmentDocument);
  session.print(list, () =>
    list.length === 0
      ? 'No adjustment waits for it.'
      : `${what} ${counted(list.length, 'adjustment')}.\n${adjustmentsText(list)}`,
  );
}
