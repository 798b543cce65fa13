import type { Calculation, PayeeBook } from '../engine/calculate.js';
import { compareText } from '../engine/record-index.js';
import { type BuiltStatement, buildStatements } from '../ledger/build-statements.js';
import type { MadeFrom, Statement, StatementLine } from '../ledger/statement.js';
import { parseMinorUnits } from '../money/minor-units.js';
import { compareProblems, type Problem } from '../problems/problem.js';
import type { PayeeProblem, ResultLine, ShardResults, StoredStatement } from '../store/results.js';

/**
 * What the payees of a shard come to: their statements, the lines on these in the order in which they are
 * stored, and their problems, each once.
 *
 * @example
 * const results = shardResults(calculation, calculation.payees.slice(0, 100), (payee) => madeFrom(payee));
 */
export function shardResults(
  calculation: Calculation,
  payees: readonly PayeeBook[],
  madeFrom: (payee: string) => MadeFrom,
): ShardResults {
  const statements: StoredStatement[] = [];
  const lines: ResultLine[] = [];
  const problems: PayeeProblem[] = [];
  for (const book of payees) {
    const built = buildStatements(calculation, book, madeFrom(book.payee));
    statements.push(...built.map(storedStatement));
    lines.push(...numbered(built.flatMap(({ statement }) => linesOf(statement))));
    const all = [...book.problems, ...built.flatMap(({ statement }) => statement.problems)];
    problems.push(...distinct(all).map((problem) => ({ payee: book.payee, problem })));
  }
  return { statements, lines, problems };
}

function storedStatement({ statement, movement }: BuiltStatement): StoredStatement {
  const { payee, period, currency, status } = statement;
  return {
    payee: payee.id,
    period: period.id,
    currency,
    from: period.from,
    to: period.to,
    status,
    totals: {
      earned: movement.earned,
      payable: movement.payable,
      held: movement.closing.held,
      carriedIn: movement.carriedIn,
      carried: movement.carried,
      paid: movement.paid,
      drawn: 0n,
      guaranteed: 0n,
      adjusted: 0n,
      recovered: 0n,
    },
    document: JSON.stringify(statement),
  };
}

type Unnumbered = Omit<ResultLine, 'sequence'>;

function linesOf(statement: Statement): readonly Unnumbered[] {
  return statement.components.flatMap(({ lines }) => lines.map((line) => lineOf(line, statement)));
}

function lineOf(line: StatementLine, { payee, period, currency, plans }: Statement): Unnumbered {
  const amount = parseMinorUnits(line.amount, currency);
  if (typeof amount === 'string') throw new Error(`The line ${line.id} has no amount: ${line.amount}.`);
  const plan = plans.find(({ hash, assignment }) => hash === line.planHash && assignment === line.assignment);
  return {
    id: line.id,
    payee: payee.id,
    assignment: line.assignment,
    component: line.component,
    windowStart: line.window.from,
    kind: line.kind,
    eventKey: line.event,
    deal: line.deal,
    date: line.date,
    period: period.id,
    amount,
    currency,
    plan: plan?.plan ?? line.assignment,
    planHash: line.planHash,
    document: JSON.stringify(line),
  };
}

/** Puts the lines of a payee in the order of their place in the store, and numbers them within it. */
function numbered(lines: readonly Unnumbered[]): readonly ResultLine[] {
  const place = ({ windowStart, component, assignment }: Unnumbered) => [windowStart, component, assignment];
  const ordered = lines
    .map((line, posted) => ({ line, posted }))
    .sort((a, b) => compareLists(place(a.line), place(b.line)) || a.posted - b.posted);
  let before: Unnumbered | undefined;
  let sequence = 0;
  return ordered.map(({ line }) => {
    const same = before !== undefined && compareLists(place(before), place(line)) === 0;
    sequence = same ? sequence + 1 : 0;
    before = line;
    return { ...line, sequence };
  });
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (const [position, text] of a.entries()) {
    const order = compareText(text, b[position] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((each) => [JSON.stringify(each), each])).values()].sort(compareProblems);
}
