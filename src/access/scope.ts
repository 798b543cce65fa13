import { type ClosedRange, type DateRange, rangesOverlap } from '../calendar/date-range.js';

/**
 * Whose data may be read: everyone's, or that of some payees, of some of them for some days alone.
 *
 * @example
 * const own: PayeeScope = payeesAlone('ada');
 */
export type PayeeScope = { readonly all: true } | SomePayees;

/** Some payees, and the teams whose figures may be read. */
export interface SomePayees {
  readonly all: false;
  /** Everybody of whom anything is shown. */
  readonly payees: ReadonlySet<string>;
  /** On which days whoever is shown on some days alone is; whoever has none here is shown on all. */
  readonly spans: ReadonlyMap<string, readonly DateRange[]>;
  /** On which days the figures of a team are shown. */
  readonly teams: ReadonlyMap<string, readonly DateRange[]>;
}

/**
 * The scope of whoever may see every payee, and of the program's own calculations.
 *
 * @example
 * await readStatements(db, EVERY_PAYEE, 'ada', '2026-01');
 */
export const EVERY_PAYEE: PayeeScope = Object.freeze({ all: true });

/**
 * The scope of some payees at any time, and of no team.
 *
 * @example
 * inScope(payeesAlone('ada'), 'bo') // false
 */
export function payeesAlone(...payees: readonly string[]): SomePayees {
  return { all: false, payees: new Set(payees), spans: new Map(), teams: new Map() };
}

/**
 * Whether any data of a payee may be read within a scope. What belongs to a period asks {@link inScopeIn}.
 *
 * @example
 * inScope(payeesAlone('ada'), 'bo') // false
 */
export function inScope(scope: PayeeScope, payee: string): boolean {
  return scope.all || scope.payees.has(payee);
}

/**
 * Whether what a payee has in a period may be read within a scope: it is where the payee is shown on any day of it.
 *
 * @example
 * inScopeIn(scope, 'ada', { from: '2026-03-01', to: '2026-04-01' })
 */
export function inScopeIn(scope: PayeeScope, payee: string, period: ClosedRange): boolean {
  if (scope.all) return true;
  if (!scope.payees.has(payee)) return false;
  const spans = scope.spans.get(payee);
  return spans === undefined || spans.some((span) => rangesOverlap(span, period));
}

/**
 * Whether the figures of a team may be read within a scope: on a day, or at all where none is named.
 *
 * @example
 * teamInScope(scope, 'emea', '2026-03-31')
 */
export function teamInScope(scope: PayeeScope, team: string, day?: string): boolean {
  if (scope.all) return true;
  const spans = scope.teams.get(team) ?? [];
  return spans.some(({ from, to }) => day === undefined || (from <= day && (to === undefined || day < to)));
}
