import { EVERY_PAYEE, inScope, type PayeeScope } from '../../access/scope.js';
import type { Dispute, DisputedLine, ProposedCorrection } from '../../ledger/disputes/dispute.js';
import { readLineId } from '../../ledger/line-id.js';
import { payGroupId } from '../../ledger/pay-group.js';
import { parseMinorUnits } from '../../money/minor-units.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { withChange } from '../../store/change.js';
import { readDisputes, writeDispute } from '../../store/disputes.js';
import type { Database, Executor } from '../../store/executor.js';
import { readPostedStatements } from '../../store/statements.js';
import { linesOfDeal } from '../lines-of-deal.js';
import { readStatements } from '../read-statements.js';
import { refusedCorrection } from './preview-correction.js';

/** What somebody says is wrong with a line of a statement. */
export interface DisputeToOpen {
  /** The id of the line, such as `ada.2026-03.1`. */
  readonly line: string;
  /** What it should come to, as decimal text in the currency of the statement. */
  readonly expected: string;
  readonly message: string;
  readonly corrections?: readonly ProposedCorrection[];
  /** The id of the person who questions it. */
  readonly actor: string;
}

/**
 * Opens a dispute about a line of a published or closed statement. Fails where there is no such line in the scope,
 * and where an import would refuse the corrections that come with it; what these say of deals and payees that the scope
 * does not show is left to who decides, as a refusal would tell what there is.
 *
 * @example
 * await openDispute(db, scope, { line: 'ada.2026-03.1', expected: '1200.00', message: 'D-1 is mine', actor: 'ada' });
 */
export async function openDispute(
  db: Database,
  scope: PayeeScope,
  { line: id, expected, message, corrections = [], actor }: DisputeToOpen,
): Promise<Result<Dispute>> {
  const line = await disputedLine(db, scope, id);
  if (line === null) {
    const hint = '`attain statement <payee> <period> --format json` shows the ids of lines';
    return failed([problem('not-found', `there is no line ${id}`, { hint })]);
  }
  const minor = parseMinorUnits(expected, line.currency);
  const problems = wrongTerms({ expected, message }, line, minor);
  if (await areShown(db, scope, line, corrections)) {
    const refused = await refusedCorrection(db, corrections);
    if (!refused.ok) problems.push(...refused.problems);
  }
  if (problems.length > 0 || typeof minor === 'string') return failed(problems);
  const terms = { ...line, expected: minor, message: message.trim(), corrections };
  const description = { actor, command: 'dispute open', reason: `${id}: ${terms.message}` };
  const { value: found } = await withChange(db, description, async (trx, change) => {
    const number = await writeDispute(trx, change, terms, actor);
    return readDisputes(trx, EVERY_PAYEE, { number });
  });
  const [opened] = found;
  if (opened === undefined) throw new Error('A dispute that was written is not there.');
  return ok(opened);
}

/** Whether the scope shows every deal and payee that corrections name. */
async function areShown(
  executor: Executor,
  scope: PayeeScope,
  { deal: own }: DisputedLine,
  corrections: readonly ProposedCorrection[],
): Promise<boolean> {
  if (scope.all) return true;
  for (const { kind, fields } of corrections) {
    const deal = fields[kind === 'deal' ? 'id' : 'deal'] ?? '';
    if (kind === 'split' && !inScope(scope, fields['payee'] ?? '')) return false;
    if (deal !== own && (await linesOfDeal(executor, scope, deal)).length === 0) return false;
  }
  return true;
}

function wrongTerms(
  { expected, message }: Pick<DisputeToOpen, 'expected' | 'message'>,
  { currency }: DisputedLine,
  minor: ReturnType<typeof parseMinorUnits>,
): Problem[] {
  const problems: Problem[] = [];
  if (typeof minor === 'string') {
    const detail = { field: 'expected', found: expected, expected: `an amount of ${currency}` };
    problems.push(problem('money-expected', `${expected} is no amount of ${currency}`, detail));
  }
  if (message.trim() === '') {
    problems.push(problem('missing-value', 'a dispute needs a message', { field: 'message' }));
  }
  return problems;
}

async function disputedLine(executor: Executor, scope: PayeeScope, id: string): Promise<DisputedLine | null> {
  const named = readLineId(id);
  if (named === null) return null;
  const { payee, period } = named;
  for (const { currency, components } of await readStatements(executor, scope, payee, period)) {
    for (const { lines, component } of components) {
      const line = lines.find((each) => each.id === id);
      if (line === undefined) continue;
      const amount = parseMinorUnits(line.amount, currency);
      const stored = await readPostedStatements(executor, scope, payee, period);
      const frequency = stored.find(({ posted }) => posted.currency === currency)?.posted.period.frequency;
      if (typeof amount === 'string' || frequency === undefined) return null;
      const { deal, date } = line;
      const payGroup = payGroupId({ frequency, currency });
      return { payee, line: id, payGroup, period, component, deal, date, currency, amount };
    }
  }
  return null;
}
