import type { Session } from './session.js';

/** A command of the program: what it is called, and what adds it, loaded only where it is needed. */
interface CommandEntry {
  readonly name: string;
  readonly add: (session: Session) => Promise<void>;
}

/** In the order in which a company uses them, by the headings of the help. */
const COMMANDS: readonly (readonly [heading: string, commands: readonly CommandEntry[]])[] = [
  [
    'Set up:',
    [
      { name: 'init', add: async (to) => (await import('./init-command.js')).addInitCommand(to) },
      { name: 'demo', add: async (to) => (await import('./demo-command.js')).addDemoCommand(to) },
    ],
  ],
  [
    'Rules and data:',
    [
      { name: 'check', add: async (to) => (await import('./check-command.js')).addCheckCommand(to) },
      { name: 'schema', add: async (to) => (await import('./schema-command.js')).addSchemaCommand(to) },
      { name: 'plan', add: async (to) => (await import('./plan-command.js')).addPlanCommand(to) },
      { name: 'import', add: async (to) => (await import('./import-command.js')).addImportCommand(to) },
    ],
  ],
  [
    'Results:',
    [
      {
        name: 'calculate',
        add: async (to) => (await import('./calculate-command.js')).addCalculateCommand(to),
      },
      {
        name: 'statements',
        add: async (to) => (await import('./statements-command.js')).addStatementsCommand(to),
      },
      {
        name: 'statement',
        add: async (to) => (await import('./statement-command.js')).addStatementCommand(to),
      },
      { name: 'team', add: async (to) => (await import('./team-command.js')).addTeamCommand(to) },
      { name: 'explain', add: async (to) => (await import('./explain-command.js')).addExplainCommand(to) },
      {
        name: 'earnings',
        add: async (to) => (await import('./earnings-command.js')).addEarningsCommand(to),
      },
      { name: 'held', add: async (to) => (await import('./held-command.js')).addHeldCommand(to) },
      { name: 'curve', add: async (to) => (await import('./curve-command.js')).addCurveCommand(to) },
      { name: 'what-if', add: async (to) => (await import('./what-if-command.js')).addWhatIfCommand(to) },
      { name: 'compare', add: async (to) => (await import('./compare-command.js')).addCompareCommand(to) },
    ],
  ],
  [
    'From earned to paid:',
    [
      {
        name: 'adjustment',
        add: async (to) => (await import('./adjustment-command.js')).addAdjustmentCommand(to),
      },
      { name: 'dispute', add: async (to) => (await import('./dispute-command.js')).addDisputeCommand(to) },
      { name: 'approval', add: async (to) => (await import('./approval-command.js')).addApprovalCommand(to) },
      { name: 'period', add: async (to) => (await import('./period-command.js')).addPeriodCommand(to) },
      { name: 'preview', add: async (to) => (await import('./preview-command.js')).addPreviewCommand(to) },
      { name: 'verify', add: async (to) => (await import('./verify-command.js')).addVerifyCommand(to) },
      { name: 'payout', add: async (to) => (await import('./payout-command.js')).addPayoutCommand(to) },
      { name: 'audit', add: async (to) => (await import('./audit-command.js')).addAuditCommand(to) },
      {
        name: 'reconcile',
        add: async (to) => (await import('./reconcile-command.js')).addReconcileCommand(to),
      },
      {
        name: 'accounting',
        add: async (to) => (await import('./accounting-command.js')).addAccountingCommand(to),
      },
    ],
  ],
  [
    'History and service:',
    [
      { name: 'history', add: async (to) => (await import('./history-command.js')).addHistoryCommand(to) },
      { name: 'rules', add: async (to) => (await import('./rules-command.js')).addRulesCommand(to) },
      { name: 'changes', add: async (to) => (await import('./changes-command.js')).addChangesCommand(to) },
      {
        name: 'account',
        add: async (to) => (await import('./account-command.js')).addAccountCommand(to),
      },
      { name: 'token', add: async (to) => (await import('./token-command.js')).addTokenCommand(to) },
      { name: 'serve', add: async (to) => (await import('./serve-command.js')).addServeCommand(to) },
    ],
  ],
];

/**
 * Adds the commands that the arguments name, since loading all of them takes longer than most of them work; all
 * where none is named, for the help and for what is misspelt.
 *
 * @example
 * await addCommands(session, ['calculate', '--through', '2026-03']);
 */
export async function addCommands(session: Session, argv: readonly string[]): Promise<void> {
  const isNamed = COMMANDS.some(([, commands]) => commands.some(({ name }) => argv.includes(name)));
  for (const [heading, commands] of COMMANDS) {
    session.program.commandsGroup(heading);
    for (const { name, add } of commands) {
      if (!isNamed || argv.includes(name)) await add(session);
    }
  }
}
