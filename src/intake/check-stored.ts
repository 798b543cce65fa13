import { Decimal } from '../money/decimal.js';
import { formatMinorUnits } from '../money/minor-units.js';
import { formatPercent, ratioFromDecimal } from '../money/ratio.js';
import type { ProblemCode } from '../problems/codes.js';
import { type ProblemDetail, problem } from '../problems/problem.js';
import type { Company } from '../records/company.js';
import { SHARE_PLACES } from '../records/field.js';
import type { RecordKind } from '../records/record-kinds.js';
import { currencyMismatches } from '../store/checks/currency-mismatches.js';
import { type CashUse, excessCash } from '../store/checks/excess-cash.js';
import { milestoneTotals } from '../store/checks/milestone-totals.js';
import { overlappingRanges, type RangedKind } from '../store/checks/overlapping-ranges.js';
import { splitTotals } from '../store/checks/split-totals.js';
import { teamCircles } from '../store/checks/team-circles.js';
import { danglingReferences } from '../store/dangling-references.js';
import type { Transaction } from '../store/executor.js';
import type { LoadedKind } from './load-kind.js';
import type { RecordProblem } from './locate-records.js';
import { type KeyFields, keyText, kindName, recordName } from './record-name.js';

/** More problems of one sort are no help to anyone, and all have to be kept until their lines are found. */
const MOST_PROBLEMS = 100_000;
const CASH_USES: readonly CashUse[] = ['application', 'refund'];
const RANGED_KINDS: readonly RangedKind[] = [
  'teamParent',
  'membership',
  'assignment',
  'targetIncentive',
  'absence',
  'quota',
  'poolWeight',
  'split',
];

/** What the checks look at: what was loaded in this change. */
export interface StoredContext {
  readonly trx: Transaction;
  readonly change: number;
  readonly company: Company;
  readonly loaded: ReadonlyMap<RecordKind, LoadedKind>;
}

/**
 * Checks what was loaded against all that is stored: references, ranges, totals, currencies, cash. Rows that were
 * refused are not stored; what would only follow from that is not reported.
 *
 * @example
 * const problems = await checkStored({ trx, change, company, loaded });
 */
export async function checkStored(context: StoredContext): Promise<readonly RecordProblem[]> {
  return [
    ...(await referenceProblems(context)),
    ...(await rangeProblems(context)),
    ...(await splitProblems(context)),
    ...(await milestoneProblems(context)),
    ...(await currencyProblems(context)),
    ...(await cashProblems(context)),
    ...(await circleProblems(context)),
  ];
}

async function referenceProblems({ trx, change, loaded }: StoredContext): Promise<readonly RecordProblem[]> {
  const options = { change, limit: MOST_PROBLEMS };
  const dangling = await danglingReferences(trx, [...loaded.keys()], options);
  return dangling
    .filter(({ target, field, key, value }) => {
      const targets = loaded.get(target);
      if (targets === undefined) return true;
      const id = field === 'line' ? String(key['invoice']) : value;
      return targets.lossless && !targets.refusedIds.has(id);
    })
    .map(({ kind, key, field, value, target }) => {
      const ofInvoice = target === 'invoiceLine' && field === 'invoice';
      const noun = ofInvoice ? 'invoice' : kindName(target);
      const expected = `${ofInvoice ? 'an invoice' : withArticle(noun)} that is stored or comes in the same import`;
      return found(kind, key, 'unknown-reference', `there is no ${noun} ${value}`, {
        field,
        found: value,
        expected,
      });
    });
}

async function rangeProblems({ trx, change, loaded }: StoredContext): Promise<readonly RecordProblem[]> {
  const problems: RecordProblem[] = [];
  for (const kind of RANGED_KINDS.filter((each) => loaded.has(each))) {
    const ranges = await overlappingRanges(trx, kind, { change, limit: MOST_PROBLEMS });
    for (const { key, from, to } of ranges) {
      const other = to === null ? `from ${from ?? 'the start'} on` : `from ${from ?? 'the start'} to ${to}`;
      const detail = {
        field: 'from',
        found: key['from'] ?? undefined,
        expected: 'ranges that share no day',
        hint: to === null ? 'the earlier one has no end' : undefined,
      };
      problems.push(found(kind, key, 'overlapping-range', `the range overlaps the one ${other}`, detail));
    }
  }
  return problems;
}

async function splitProblems({
  trx,
  change,
  company,
  loaded,
}: StoredContext): Promise<readonly RecordProblem[]> {
  if (!(loaded.has('split') || loaded.has('deal')) || !isComplete(loaded, ['deal', 'split'])) return [];
  const problems: RecordProblem[] = [];
  const roles = [
    ...company.fullRoles.map((role) => ({ role, least: '1', most: '1' })),
    ...company.overlayLimits.map(({ role, share }) => ({ role, least: null, most: share })),
  ];
  for await (const { deal, role, expected: rule, date, total, key } of splitTotals(trx, roles, change)) {
    const sum = percentText(total);
    const expected = rule.least === null ? `at most ${percentText(rule.most)}` : '100%';
    const message = `the shares of ${role} in deal ${deal} sum to ${sum} on ${date}`;
    problems.push(found('split', key, 'split-total', message, { field: 'share', found: sum, expected }));
    if (problems.length === MOST_PROBLEMS) break;
  }
  return problems;
}

async function milestoneProblems({ trx, change, loaded }: StoredContext): Promise<readonly RecordProblem[]> {
  if (!loaded.has('milestone') || !isComplete(loaded, ['milestone'])) return [];
  const totals = await milestoneTotals(trx, { change, limit: MOST_PROBLEMS });
  return totals.map(({ deal, total, key }) => {
    const sum = percentText(total);
    const message = `the milestones of deal ${deal} sum to ${sum}`;
    return found('milestone', key, 'schedule-total', message, {
      field: 'share',
      found: sum,
      expected: '100%',
    });
  });
}

async function currencyProblems({ trx, change, company }: StoredContext): Promise<readonly RecordProblem[]> {
  const mismatches = await currencyMismatches(trx, { change, limit: MOST_PROBLEMS });
  return mismatches.map(({ kind, key, currency, owner }) => {
    const noun = owner.kind === 'invoiceLine' ? 'invoice' : owner.kind;
    const message = `the ${kindName(kind)} is in ${currency}, its ${noun} ${owner.id} in ${owner.currency}`;
    const hint = currency === company.homeCurrency ? `an empty currency means ${currency}` : undefined;
    const detail = { field: 'currency', found: currency, expected: owner.currency, hint };
    return found(kind, key, 'currency-mismatch', message, detail);
  });
}

async function cashProblems({ trx, change, loaded }: StoredContext): Promise<readonly RecordProblem[]> {
  const problems: RecordProblem[] = [];
  for (const use of CASH_USES) {
    const isLoaded = loaded.has(use) || loaded.has('receipt');
    if (!isLoaded || !isComplete(loaded, ['receipt', use])) continue;
    for (const excess of await excessCash(trx, use, { change, limit: MOST_PROBLEMS })) {
      const { receipt, amount, total, currency, kind, key } = excess;
      const message = `the ${use}s of receipt ${receipt} sum to more than came in`;
      const detail = {
        field: 'amount',
        found: `${formatMinorUnits(total, currency)} ${currency}`,
        expected: `at most ${formatMinorUnits(amount, currency)} ${currency}`,
        hint: `correct the amount of the receipt, or of its ${use}s: those stored before count too`,
      };
      problems.push(found(kind, key, 'out-of-range', message, detail));
    }
  }
  return problems;
}

async function circleProblems({ trx, loaded }: StoredContext): Promise<readonly RecordProblem[]> {
  if (!(loaded.has('team') || loaded.has('teamParent'))) return [];
  const circles = await teamCircles(trx);
  return circles.map(({ teams, day, move }) => {
    const [id] = teams;
    const detail = { field: 'parent', found: teams.join(' > '), expected: 'a tree of teams' };
    if (move === null) return found('team', { id }, 'invalid-value', `team ${id} is part of itself`, detail);
    const message = `team ${id} is part of itself on ${day}`;
    const expected = 'a tree of teams on every day';
    return found('teamParent', move, 'invalid-value', message, { ...detail, expected });
  });
}

function found(
  kind: RecordKind,
  key: KeyFields,
  code: ProblemCode,
  message: string,
  detail: ProblemDetail,
): RecordProblem {
  const subject = recordName(kind, key);
  return { kind, key: keyText(kind, key), problem: problem(code, message, { ...detail, subject }) };
}

/** A total of which rows are missing says nothing. */
function isComplete(loaded: StoredContext['loaded'], kinds: readonly RecordKind[]): boolean {
  return kinds.every((kind) => loaded.get(kind)?.complete !== false);
}

function percentText(fraction: string): string {
  return formatPercent(ratioFromDecimal(new Decimal(fraction)), SHARE_PLACES);
}

function withArticle(noun: string): string {
  return /^[aeio]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}
