import { type Command, Option } from 'commander';
import type { Dispute, DisputeState, ProposedCorrection } from '../ledger/disputes/dispute.js';
import { disputeDocument } from '../ledger/disputes/dispute-document.js';
import type { Result } from '../problems/result.js';
import {
  acceptDispute,
  type DisputeStep,
  rejectDispute,
  replyToDispute,
  withdrawDispute,
} from '../runs/disputes/decide-dispute.js';
import { openDispute } from '../runs/disputes/open-dispute.js';
import { previewCorrection } from '../runs/disputes/preview-correction.js';
import { readDisputes } from '../store/disputes.js';
import type { Database } from '../store/executor.js';
import { disputesText, disputeText, effectsText } from './dispute-text.js';
import { ProblemsFound } from './problems-found.js';
import type { Session } from './session.js';
import { UsageError } from './usage-error.js';
import { wholeNumber } from './whole-number.js';

/**
 * Adds `attain dispute …`: lines that somebody questions, what would put them right, and what came of it.
 *
 * @example
 * addDisputeCommand(session);
 */
export function addDisputeCommand(session: Session): void {
  const dispute = session.program
    .command('dispute')
    .description('question a line of a statement, see what a correction would do, accept or reject it')
    .helpCommand(false);
  addOpen(dispute, session);
  addReply(dispute, session);
  addPreview(dispute, session);
  for (const step of STEPS) addStep(dispute, session, step);
  addReaders(dispute, session);
}

interface OpenFlags {
  readonly expected: string;
  readonly message: string;
  readonly split: readonly string[];
  readonly deal: readonly string[];
}

const NONE: readonly string[] = [];

function addOpen(dispute: Command, session: Session): void {
  const another = (text: string, before: readonly string[]) => [...before, text];
  dispute
    .command('open')
    .argument('<line>', 'the id of the line, such as ada.2026-03.1')
    .description('question a line, with what it should come to and, where it is known, the corrected fact')
    .requiredOption('--expected <amount>', 'what the line should come to')
    .requiredOption('--message <text>', 'what is wrong')
    .option(
      '--split <fields>',
      'a split as it should be: deal=D-1,payee=ada,role=owner,share=60%',
      another,
      NONE,
    )
    .option('--deal <fields>', 'what of a deal should be other: id=D-1,closeDate=2026-03-31', another, NONE)
    .action((line: string, { expected, message, split, deal }: OpenFlags) =>
      session.withDatabase(async (db) => {
        const corrections = [
          ...deal.map((text) => correction('deal', text)),
          ...split.map((text) => correction('split', text)),
        ];
        const asked = { line, expected, message, corrections, actor: session.actor };
        told(session, await openDispute(db, session.scope, asked));
      }),
    );
}

function correction(kind: ProposedCorrection['kind'], text: string): ProposedCorrection {
  // A value may have commas: a field begins where a name and an equals sign follow one.
  const fields = text.split(/,(?=[A-Za-z]\w*=)/).map((each) => {
    const [name, ...value] = each.split('=');
    if (name === undefined || value.length === 0) {
      throw new UsageError(
        `${each} says no field`,
        'write each field as name=value, with commas between them',
      );
    }
    return [name.trim(), value.join('=').trim()] as const;
  });
  return { kind, fields: Object.fromEntries(fields) };
}

function addReply(dispute: Command, session: Session): void {
  dispute
    .command('reply')
    .argument('<dispute>', 'the number of the dispute', wholeNumber)
    .description('add to what is said about a dispute')
    .requiredOption('--message <text>', 'what is to be said')
    .action((number: number, { message }: { readonly message: string }) =>
      session.withDatabase(async (db) => {
        told(session, await replyToDispute(db, { number, actor: session.actor, reason: message }));
      }),
    );
}

function addPreview(dispute: Command, session: Session): void {
  dispute
    .command('preview')
    .argument('<dispute>', 'the number of the dispute', wholeNumber)
    .description('show who would gain and lose what if it was accepted; nothing is kept')
    .action((number: number) =>
      session.withDatabase(async (db) => {
        const { corrections } = await known(session, db, number);
        const effects = await previewCorrection(db, corrections);
        if (!effects.ok) throw new ProblemsFound(effects.problems, 'The correction cannot be made.');
        session.print(effects.value, () => effectsText(effects.value));
      }),
    );
}

interface StepCommand {
  readonly name: string;
  readonly description: string;
  readonly isReasonNeeded: boolean;
  readonly make: (db: Database, step: DisputeStep) => Promise<Result<Dispute>>;
}

const STEPS: readonly StepCommand[] = [
  {
    name: 'accept',
    description: 'accept a dispute that somebody else opened, and make its correction',
    isReasonNeeded: false,
    make: acceptDispute,
  },
  {
    name: 'reject',
    description: 'reject a dispute that somebody else opened',
    isReasonNeeded: true,
    make: rejectDispute,
  },
  {
    name: 'withdraw',
    description: 'withdraw a dispute that you opened',
    isReasonNeeded: false,
    make: withdrawDispute,
  },
];

function addStep(
  dispute: Command,
  session: Session,
  { name, description, isReasonNeeded, make }: StepCommand,
): void {
  const command = dispute
    .command(name)
    .argument('<dispute>', 'the number of the dispute', wholeNumber)
    .description(description);
  const withReason = isReasonNeeded
    ? command.requiredOption('--reason <text>', 'why')
    : command.option('--reason <text>', 'why, for the history');
  withReason.action((number: number, { reason }: { readonly reason?: string }) =>
    session.withDatabase(async (db) => {
      const step = { number, actor: session.actor, ...(reason !== undefined && { reason }) };
      told(session, await make(db, step));
    }),
  );
}

interface ListFlags {
  readonly payee?: string;
  readonly period?: string;
  readonly state?: DisputeState;
}

function addReaders(dispute: Command, session: Session): void {
  dispute
    .command('list')
    .description('list disputes and where each stands')
    .option('--payee <id>', 'only those of a payee')
    .option('--period <id>', 'only those of a pay period')
    .addOption(
      new Option('--state <state>', 'only those').choices(['open', 'accepted', 'rejected', 'withdrawn']),
    )
    .action((filter: ListFlags) =>
      session.withDatabase(async (db) => {
        const list = (await readDisputes(db, session.scope, filter)).map(disputeDocument);
        session.print(list, () => disputesText(list));
      }),
    );
  dispute
    .command('show')
    .argument('<dispute>', 'the number of the dispute', wholeNumber)
    .description('show a dispute and all that was said about it')
    .action((number: number) =>
      session.withDatabase(async (db) => {
        const document = disputeDocument(await known(session, db, number));
        session.print(document, () => disputeText(document));
      }),
    );
}

async function known(session: Session, db: Database, number: number): Promise<Dispute> {
  const [found] = await readDisputes(db, session.scope, { number });
  if (found !== undefined) return found;
  throw new UsageError(`there is no dispute ${number}`, '`attain dispute list` lists them');
}

function told(session: Session, done: Result<Dispute>): void {
  if (!done.ok) throw new ProblemsFound(done.problems, 'Nothing was changed.');
  const document = disputeDocument(done.value);
  session.print(document, () => disputeText(document));
}
