import { type Command, Option } from 'commander';
import {
  APPROVAL_LEVELS,
  type ApprovalLevel,
  type StatementApproval,
} from '../ledger/approvals/statement-approval.js';
import { formatMinorUnits } from '../money/minor-units.js';
import { groupedAmount } from '../money/readable-amount.js';
import { decideStatements } from '../runs/approvals/decide-statements.js';
import { type StatementToApprove, statementsToApprove } from '../runs/approvals/statements-to-approve.js';
import { counted } from './counted.js';
import { ProblemsFound } from './problems-found.js';
import type { Session } from './session.js';
import { tableText } from './table.js';

interface ApprovalFlags {
  readonly period: string;
  readonly payGroup: string;
  readonly team?: string;
  readonly payee?: string;
  readonly level: ApprovalLevel;
  readonly reason?: string;
}

/**
 * Adds `attain approval …`: statements that managers and finance approve before their period is closed.
 *
 * @example
 * addApprovalCommand(session);
 */
export function addApprovalCommand(session: Session): void {
  const approval = session.program
    .command('approval')
    .description('approve or reject statements, as the manager of payees or for finance')
    .helpCommand(false);
  forPeriod(approval.command('list'))
    .description('list the statements of a pay period and what was decided on each')
    .action(({ payGroup, period }: ApprovalFlags) =>
      session.withDatabase(async (db) => {
        const list = await statementsToApprove(db, session.scope, { payGroup, period });
        session.print(list.map(document), () => statementsText(list));
      }),
    );
  addDecision(approval, session, 'approve');
  addDecision(approval, session, 'reject');
}

function addDecision(approval: Command, session: Session, name: 'approve' | 'reject'): void {
  const decision = name === 'approve' ? 'approved' : 'rejected';
  const command = forPeriod(approval.command(name))
    .description(`${name} statements: all that you may decide on, those of a team, or that of a payee`)
    .option('--team <id>', 'only those of a team and the teams below it')
    .option('--payee <id>', 'only that of a payee')
    .addOption(new Option('--level <level>', 'as whom').choices([...APPROVAL_LEVELS]).default('manager'));
  const withReason =
    name === 'reject'
      ? command.requiredOption('--reason <text>', 'why')
      : command.option('--reason <text>', 'why, for the history');
  withReason.action((flags: ApprovalFlags) =>
    session.withDatabase(async (db) => {
      const done = await decideStatements(db, session.scope, { ...flags, decision, actor: session.actor });
      if (!done.ok) throw new ProblemsFound(done.problems, `Nothing was ${decision}.`);
      const list = done.value;
      session.print(list.map(document), () =>
        list.length === 0
          ? 'There is no statement that you can still decide on.'
          : `${name === 'approve' ? 'Approved' : 'Rejected'} ${counted(list.length, 'statement')}.\n${statementsText(list)}`,
      );
    }),
  );
}

function forPeriod(command: Command): Command {
  return command
    .requiredOption('--pay-group <id>', 'the pay group, such as monthly-USD')
    .requiredOption('--period <id>', 'the pay period, such as 2026-03');
}

function document({ payee, summary, decisions }: StatementToApprove) {
  const { period, currency, status, totals } = summary;
  const paid = formatMinorUnits(totals.paid, currency);
  return { payee, period, currency, status, paid, ...decisions };
}

function statementsText(list: readonly StatementToApprove[]): string {
  if (list.length === 0) return 'There is no such statement.';
  return tableText(
    [
      { title: 'Payee' },
      { title: 'Status' },
      { title: 'Paid', align: 'right' },
      { title: 'Manager' },
      { title: 'Finance' },
      { title: 'Reason' },
    ],
    list.map(({ payee, summary: { status, totals, currency }, decisions: { manager, finance } }) => [
      payee,
      status,
      groupedAmount(formatMinorUnits(totals.paid, currency)),
      said(manager),
      said(finance),
      [manager, finance].flatMap((each) => each?.reason ?? []).join('; '),
    ]),
  );
}

function said(decided: StatementApproval | null): string {
  return decided === null ? '' : `${decided.decision} by ${decided.actor}`;
}
