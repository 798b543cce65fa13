import type { Command } from 'commander';
import type { Result } from '../problems/result.js';
import { closePeriod } from '../runs/close-period.js';
import { type PeriodStatus, readPeriods } from '../runs/closing/period-status.js';
import { approvePeriod, type PeriodStep, rejectPeriod, submitPeriod } from '../runs/closing/period-steps.js';
import type { Database } from '../store/executor.js';
import { periodsText, stepText } from './period-text.js';
import { ProblemsFound } from './problems-found.js';
import type { Session } from './session.js';
import { UsageError } from './usage-error.js';

interface PeriodFlags {
  readonly payGroup?: string;
  readonly reason?: string;
}

/**
 * Adds `attain period …`: where pay periods stand, and the steps from calculated to closed.
 *
 * @example
 * addPeriodCommand(session);
 */
export function addPeriodCommand(session: Session): void {
  const period = session.program
    .command('period')
    .description('see where pay periods stand: submit, approve, reject and close them')
    .helpCommand(false);
  addList(period, session);
  for (const step of STEPS) addStep(period, session, step);
}

function addList(period: Command, session: Session): void {
  period
    .command('list')
    .description('list the pay periods of every pay group, their state and what they come to')
    .option('--pay-group <id>', 'only those of a pay group, such as monthly-USD')
    .action(({ payGroup }: PeriodFlags) =>
      session.withDatabase(async (db) => {
        const known = await readPeriods(db, payGroup === undefined ? {} : { payGroup });
        const periods = known.map(({ status }) => status);
        session.print(periods, () => periodsText(periods));
      }),
    );
}

interface StepCommand {
  readonly name: string;
  readonly description: string;
  readonly reason: 'required' | 'optional';
  readonly make: (db: Database, step: PeriodStep) => Promise<Result<PeriodStatus>>;
  /** What did not happen where it is refused. */
  readonly refused: string;
}

const STEPS: readonly StepCommand[] = [
  {
    name: 'submit',
    description: 'ask for the approval of a period that is calculated',
    reason: 'optional',
    make: submitPeriod,
    refused: 'Nothing was submitted.',
  },
  {
    name: 'approve',
    description: 'approve what somebody else submitted',
    reason: 'optional',
    make: approvePeriod,
    refused: 'Nothing was approved.',
  },
  {
    name: 'reject',
    description: 'reject what was submitted, so that it is put right and calculated again',
    reason: 'required',
    make: rejectPeriod,
    refused: 'Nothing was rejected.',
  },
  {
    name: 'close',
    description: 'freeze the statements of an approved period and post the ledger',
    reason: 'optional',
    make: closePeriod,
    refused: 'Nothing was closed.',
  },
];

function addStep(period: Command, session: Session, step: StepCommand): void {
  const command = period
    .command(step.name)
    .argument('<period>', 'the pay period, such as 2026-03')
    .description(step.description)
    .option('--pay-group <id>', 'the pay group, such as monthly-USD; the only one unless said');
  const withReason =
    step.reason === 'required'
      ? command.requiredOption('--reason <text>', 'why')
      : command.option('--reason <text>', 'why, for the history');
  withReason.action((id: string, { payGroup: named, reason }: PeriodFlags) =>
    session.withDatabase(async (db) => {
      const payGroup = named ?? (await onlyPayGroup(db, id));
      const { actor } = session;
      const done = await step.make(db, {
        payGroup,
        period: id,
        actor,
        ...(reason !== undefined && { reason }),
      });
      if (!done.ok) throw new ProblemsFound(done.problems, step.refused);
      session.print(done.value, () => stepText(done.value));
    }),
  );
}

/** The pay group that has a period, where only one has. */
async function onlyPayGroup(db: Database, period: string): Promise<string> {
  const all = (await readPeriods(db)).map(({ status }) => status);
  const groups = new Set(all.filter((each) => each.period.id === period).map(({ payGroup }) => payGroup));
  const [only, ...others] = groups.size > 0 ? groups : new Set(all.map(({ payGroup }) => payGroup));
  if (only === undefined) throw new UsageError('nothing is calculated yet', '`attain calculate` does');
  if (others.length === 0) return only;
  throw new UsageError(
    `several pay groups have ${groups.size > 0 ? 'the period ' : 'periods, and none has '}${period}`,
    `name one with --pay-group: ${[only, ...others].join(', ')}`,
  );
}
