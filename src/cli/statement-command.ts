import { Option } from 'commander';
import type { Statement } from '../ledger/statement.js';
import { statementCsv } from '../ledger/statement-csv.js';
import { statementText } from '../ledger/statement-text.js';
import { PLAIN_STYLE, type TextStyle } from '../ledger/text-page.js';
import { nearestWord } from '../problems/did-you-mean.js';
import { type DocumentFormat, statementFile } from '../runs/documents/statement-file.js';
import { readStatements } from '../runs/read-statements.js';
import type { Database } from '../store/executor.js';
import { readRecordSet } from '../store/read-record-set.js';
import { listStatements } from '../store/statements.js';
import { counted } from './counted.js';
import { jsonText } from './json-text.js';
import { publishedOrRefuse } from './published-or-refuse.js';
import type { Session } from './session.js';
import { UsageError } from './usage-error.js';
import { writeWhole } from './write-whole.js';

const FORMATS = ['text', 'json', 'csv', 'pdf', 'xlsx'] as const;

type StatementFormat = (typeof FORMATS)[number];

interface StatementFlags {
  readonly format?: StatementFormat;
  readonly currency?: string;
  readonly output?: string;
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
    .addOption(new Option('--format <format>', 'how; text unless said').choices(FORMATS))
    .option('--currency <code>', 'only the one in a currency')
    .option('--output <file>', 'write it to a file; pdf and xlsx need one')
    .action((payee: string, period: string | undefined, flags: StatementFlags) =>
      session.withDatabase(async (db) => {
        await publishedOrRefuse(db);
        const statements = inCurrency(await findStatements(session, db, payee, period), flags.currency);
        if (statements.some(({ status }) => status === 'incomplete')) session.foundProblems();
        const format = flags.format ?? (session.options.json ? 'json' : 'text');
        if (flags.output === undefined) session.terminal.out(shown(statements, format, session));
        else await writeTo(flags.output, statements, format, { db, session });
      }),
    );
}

function inCurrency(statements: readonly Statement[], currency: string | undefined): readonly Statement[] {
  const found = statements.filter((each) => currency === undefined || each.currency === currency);
  if (found.length > 0) return found;
  const known = statements.map((each) => each.currency).join(', ');
  throw new UsageError(`there is no such statement in ${currency}`, `there is one in ${known}`);
}

function shown(statements: readonly Statement[], format: StatementFormat, session: Session): string {
  if (format !== 'pdf' && format !== 'xlsx') return written(statements, format, session.terminal.style);
  throw new UsageError(
    `a ${format} is no text for a terminal`,
    `say where to write it: --output statement.${format}`,
  );
}

async function writeTo(
  path: string,
  statements: readonly Statement[],
  format: StatementFormat,
  { db, session }: { readonly db: Database; readonly session: Session },
): Promise<void> {
  if (format === 'pdf' || format === 'xlsx') {
    const [only, second] = statements;
    if (only === undefined) return;
    if (second !== undefined) {
      const known = statements.map(({ currency }) => currency).join(', ');
      throw new UsageError(
        'there are several statements, each in its currency',
        `say --currency, one of ${known}`,
      );
    }
    await writeWhole(path, await statementFile(db, only, format));
  } else await writeWhole(path, written(statements, format, PLAIN_STYLE));
  const document = { output: path, format, statements: statements.length };
  session.print(document, () => `Wrote ${counted(statements.length, 'statement')} to ${path}.`);
}

function written(
  statements: readonly Statement[],
  format: Exclude<StatementFormat, DocumentFormat>,
  style: TextStyle,
): string {
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
