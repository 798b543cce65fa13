import { explainDeal } from '../runs/explain-deal.js';
import { explainStatementLine } from '../runs/explain-statement-line.js';
import type { Database } from '../store/executor.js';
import { getRecord } from '../store/record-history.js';
import { dealExplanationText, lineExplanationText } from './explanation-text.js';
import { publishedOrRefuse } from './published-or-refuse.js';
import type { Session } from './session.js';
import { UsageError } from './usage-error.js';

interface ExplainFlags {
  readonly deal?: string;
  readonly payee?: string;
}

/**
 * Adds `attain explain`: how a line came about, or how a deal was credited, and why not.
 *
 * @example
 * addExplainCommand(session);
 */
export function addExplainCommand(session: Session): void {
  session.program
    .command('explain')
    .argument('[line]', 'a line of a statement, such as ada.2026-03.1')
    .description('tell how a line of a statement came about, or how a deal was credited')
    .option('--deal <id>', 'tell who was credited with a deal, and why others were not')
    .option('--payee <id>', 'with --deal: only for this payee')
    .action((line: string | undefined, flags: ExplainFlags) =>
      session.withDatabase(async (db) => {
        await publishedOrRefuse(db);
        if (line !== undefined && flags.deal === undefined) return explainOneLine(session, db, line);
        if (line === undefined && flags.deal !== undefined)
          return explainOneDeal(session, db, flags.deal, flags.payee);
        throw new UsageError('name either a line or --deal <id>', 'such as attain explain ada.2026-03.1');
      }),
    );
}

async function explainOneLine(session: Session, db: Database, line: string): Promise<void> {
  const explained = await explainStatementLine(db, session.scope, line);
  if (explained === null) {
    throw new UsageError(
      `there is no line ${line}`,
      'a line is named payee.period.number, as in ada.2026-03.1',
    );
  }
  if (!explained.equalsStored) session.foundProblems();
  session.print(explained, () => lineExplanationText(explained, session.terminal.style));
}

async function explainOneDeal(session: Session, db: Database, deal: string, payee?: string): Promise<void> {
  const explained = await explainDeal(db, session.scope, deal, payee);
  if (explained === null) throw await nothingToExplain(session, db, deal, payee);
  session.print(explained, () => dealExplanationText(explained, session.terminal.style));
}

async function nothingToExplain(
  { scope }: Session,
  db: Database,
  deal: string,
  payee: string | undefined,
): Promise<UsageError> {
  if ((await getRecord(db, scope, 'deal', { id: deal })) === null) {
    return new UsageError(`there is no deal ${deal}`);
  }
  if (payee !== undefined && (await getRecord(db, scope, 'payee', { id: payee })) === null) {
    return new UsageError(`there is no payee ${payee}`);
  }
  const whose = payee === undefined ? '' : ` for ${payee}`;
  return new UsageError(
    `nothing is calculated of the deal ${deal}${whose}`,
    'calculate again: it came in after the last time',
  );
}
