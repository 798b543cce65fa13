import { Option } from 'commander';
import type { Statement } from '../ledger/statement.js';
import { statementCsv } from '../ledger/statement-csv.js';
import { statementText } from '../ledger/statement-text.js';
import { nearestWord } from '../problems/did-you-mean.js';
import { readStatements } from '../runs/read-statements.js';
import type { Database } from '../store/executor.js';
import { readRecordSet } from '../store/read-record-set.js';
import { listStatements } from '../store/statements.js';
import { jsonText } from './json-text.js';
import { publishedOrRefuse } from './published-or-refuse.js';
import type { Session } from './session.js';
import { UsageError } from './usage-error.js';

interface StatementFlags {
  readonly format?: 'text' | 'json' | 'csv';
}

/**
 * Adds `attain statement <payee> [period]`: a statement in full.
 *
 * @example
 * addStatementCommand(session);
 */
export function addStatementCommand(session: Session): void {
  session.program
    .command('statement')
    .argument('<payee>', 'the id of the payee')
    .argument('[period]', 'the pay period, such as 2026-03; the latest unless said')
    .description('show what a payee earned, is paid and is owed in a pay period, and why')
    .addOption(new Option('--format <format>', 'how; text unless said').choices(['text', 'json', 'csv']))
    .action((payee: string, period: string | undefined, flags: StatementFlags) =>
      session.withDatabase(async (db) => {
        await publishedOrRefuse(db);
        const statements = await findStatements(session, db, payee, period);
        if (statements.some(({ status }) => status === 'incomplete')) session.foundProblems();
        const format = flags.format ?? (session.options.json ? 'json' : 'text');
        session.terminal.out(written(statements, format, session));
      }),
    );
}

function written(
  statements: readonly Statement[],
  format: 'text' | 'json' | 'csv',
  session: Session,
): string {
  const { style } = session.terminal;
  switch (format) {
    case 'text':
      return statements.map((statement) => statementText(statement, { style })).join('\n');
    case 'json':
      return jsonText(statements);
    case 'csv':
      return statementCsv(statements);
  }
}

async function findStatements(
  { scope }: Session,
  db: Database,
  payee: string,
  period: string | undefined,
): Promise<readonly Statement[]> {
  const known = await listStatements(db, scope, { payee });
  const latest = known.reduce((last, each) => (each.to > last.to ? each : last), known[0] ?? NONE);
  const found = await readStatements(db, scope, payee, period ?? latest.period);
  if (found.length > 0) return found;
  if (known.length > 0) {
    const periods = [...new Set(known.map((each) => each.period))];
    throw new UsageError(`${payee} has no statement for ${period}`, `there are ${periods.join(', ')}`);
  }
  const { payee: payees } = await readRecordSet(db, { payees: [] });
  const meant = nearestWord(
    payee,
    payees.map(({ id }) => id),
  );
  throw new UsageError(
    `there is no statement of ${payee}`,
    meant && meant !== payee ? `did you mean ${meant}?` : undefined,
  );
}

const NONE = { to: '', period: '' };
