import { permit } from '../../access/permit.js';
import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import type { ApprovalLevel } from '../../ledger/approvals/statement-approval.js';
import { type JudgedStatement, judgeStatements } from '../../runs/approvals/decide-statements.js';
import { type PeriodStatus, readPeriods } from '../../runs/closing/period-status.js';
import type { Executor } from '../../store/executor.js';
import type { Run } from '../../store/runs.js';
import { type PageOf, pageOf } from '../parts/page-of.js';

/** Which statements are looked at, and as whom. */
export interface ApprovalsQuery {
  readonly payGroup?: string | undefined;
  readonly period?: string | undefined;
  readonly level?: ApprovalLevel | undefined;
}

/** The tables of statements: those that wait for the viewer, that are decided on, and that another person decides on. */
export const APPROVALS_PARTS = ['waiting', 'decided', 'blocked'] as const;

/** One of {@link APPROVALS_PARTS}. */
export type ApprovalsPart = (typeof APPROVALS_PARTS)[number];

/** The statements of one pay period, as somebody may decide on them. */
export interface ApprovalsView {
  /** All pay periods in which statements can be decided on, the earliest first. */
  readonly periods: readonly PeriodStatus[];
  readonly run: Run | null;
  /** `null` where there is none to show. */
  readonly shown: ShownPeriod | null;
  /** Other periods in approval in which statements wait for the viewer. */
  readonly alsoWaiting: readonly WaitingPeriod[];
}

/** How many statements of a pay period wait for somebody. */
export interface WaitingPeriod {
  readonly status: PeriodStatus;
  readonly level: ApprovalLevel;
  readonly count: number;
}

/** One pay period of a pay group. */
export interface ShownPeriod {
  readonly status: PeriodStatus;
  /** As whom the viewer may decide; none where they lead nobody and are not of finance. */
  readonly levels: readonly ApprovalLevel[];
  /** As whom they look. */
  readonly level: ApprovalLevel;
  /** Nothing was decided yet, and the viewer may. */
  readonly waiting: readonly JudgedStatement[];
  /** Something was decided as whom the viewer looks. */
  readonly decided: readonly JudgedStatement[];
  /** The viewer would decide, but for what stands against it. */
  readonly blocked: readonly JudgedStatement[];
  /** How many are for other managers. */
  readonly ofOthers: number;
}

/** In these states statements can be decided on. */
export const OPEN_STATES: readonly PeriodStatus['state'][] = ['calculated', 'inApproval'];

/** So many periods in approval are looked into; more are hardly ever in approval at a time. */
const MOST_IN_APPROVAL = 12;

/**
 * The statements that somebody may decide on: of the period that is asked for, else of the earliest in approval in
 * which any waits for them, else of the earliest that is not closed.
 *
 * @example
 * (await readApprovalsView(trx, scope, viewer, { period: '2026-03' })).shown?.waiting
 */
export async function readApprovalsView(
  trx: Executor,
  scope: PayeeScope,
  viewer: Viewer,
  query: ApprovalsQuery,
): Promise<ApprovalsView> {
  const known = await readPeriods(trx);
  const all = known.map(({ status }) => status);
  const run = known[0]?.run ?? null;
  const periods = all.filter(({ state }) => OPEN_STATES.includes(state)).sort(byEnd);
  const look = (status: PeriodStatus) => lookInto(trx, scope, { viewer, status, level: query.level });
  const inApproval: ShownPeriod[] = [];
  for (const status of periods.filter(({ state }) => state === 'inApproval').slice(0, MOST_IN_APPROVAL)) {
    inApproval.push(await look(status));
  }
  const asked = askedPeriod(all, periods, query);
  const waits = inApproval.find(({ waiting }) => waiting.length > 0);
  const shown =
    asked === null
      ? (waits ?? inApproval[0] ?? (periods[0] === undefined ? null : await look(periods[0])))
      : (inApproval.find(({ status }) => status === asked) ?? (await look(asked)));
  return {
    periods,
    run,
    shown,
    alsoWaiting: inApproval
      .filter(({ status, waiting }) => status !== shown?.status && waiting.length > 0)
      .map(({ status, level, waiting }) => ({ status, level, count: waiting.length })),
  };
}

/** The period that a query names, in the pay group that it names if there is such a one; `null` where it names none. */
function askedPeriod(
  all: readonly PeriodStatus[],
  open: readonly PeriodStatus[],
  { payGroup, period }: ApprovalsQuery,
): PeriodStatus | null {
  const fits = (each: PeriodStatus) =>
    (period === undefined || each.period.id === period) &&
    (payGroup === undefined || each.payGroup === payGroup);
  if (period === undefined && payGroup === undefined) return null;
  const ofPeriod = all.find((each) => each.period.id === period);
  return open.find(fits) ?? all.find(fits) ?? ofPeriod ?? null;
}

async function lookInto(
  trx: Executor,
  scope: PayeeScope,
  {
    viewer,
    status,
    level: asked,
  }: { readonly viewer: Viewer; readonly status: PeriodStatus; readonly level: ApprovalLevel | undefined },
): Promise<ShownPeriod> {
  const { payGroup, period } = status;
  const judge = (level: ApprovalLevel) =>
    judgeStatements(trx, scope, { payGroup, period: period.id, level, actor: viewer.id }, period);
  const asManager = await judge('manager');
  const leads = asManager.some(
    ({ each, against }) => each.payee !== viewer.id && against?.code !== 'not-manager',
  );
  const levels: readonly ApprovalLevel[] = [
    ...(leads ? (['manager'] as const) : []),
    ...(permit('finance-step', viewer) ? (['finance'] as const) : []),
  ];
  const level = levels.find((each) => each === asked) ?? levels[0] ?? 'manager';
  const judged = level === 'manager' ? asManager : await judge(level);
  const own = judged.filter(({ against }) => against?.code !== 'not-manager');
  const isDecided = ({ each }: JudgedStatement) => each.decisions[level] !== null;
  return {
    status,
    levels,
    level,
    waiting: own.filter((each) => each.against === null && !isDecided(each)),
    decided: own.filter(isDecided),
    blocked: own.filter((each) => each.against !== null && !isDecided(each)),
    ofOthers: judged.length - own.length,
  };
}

/** The most statements that one page shows, and that are decided on at once by ticking them. */
export const STATEMENTS_ON_A_PAGE = 200;

/**
 * The statements of a period that stand on one page: those that wait first, then those decided on, then the others.
 *
 * @param page counts from 1
 * @example
 * statementsOf(view.shown, 1).rows.map(({ each }) => each.payee)
 */
export function statementsOf(shown: ShownPeriod | null, page: number): PageOf<JudgedStatement> {
  const all = shown === null ? [] : [...shown.waiting, ...shown.decided, ...shown.blocked];
  return pageOf(all, page, STATEMENTS_ON_A_PAGE);
}

function byEnd(a: PeriodStatus, b: PeriodStatus): number {
  const [one, other] = [a, b].map(
    ({ payGroup, period }) => `${period.to}\u0000${period.id}\u0000${payGroup}`,
  );
  return (one ?? '') < (other ?? '') ? -1 : Number(one !== other);
}
