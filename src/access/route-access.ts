import type { Permission } from './permissions.js';
import type { PayeeScope } from './scope.js';

/**
 * What a route of the service reads or does, and so who may ask it: strangers too, or viewers with the permission of
 * that name. Every route declares one of these.
 *
 * @example
 * ROUTE_ACCESS['payee-data'] // 'what payees earn, and why: read within the scope of the viewer'
 */
export const ROUTE_ACCESS: Readonly<Record<'public' | Permission, string>> = {
  public: 'nothing of the company: whether the program runs, and what it can be asked',
  account: 'the account of the viewer: for anybody who has signed in',
  'payee-data': 'what payees earn, and why: read within the scope of the viewer',
  'payee-step': 'what a payee does about their pay: questions and answers, within the scope of the viewer',
  'accept-plan': 'accepting a plan, which everybody does for themselves',
  'team-step': 'decisions on statements, within the scope of the viewer',
  'company-data':
    'what is not narrowed to payees: records, imports, tasks, payouts, reports on everybody, the trail',
  rules: 'rule files and what is wrong with them: nothing of a payee',
  runs: 'which calculations were made, when and from what, and what was wrong',
  configure: 'changes of records and rules, and calculations',
  'pay-step': 'adjustments, and decisions on them and on disputes',
  'finance-step': 'pay periods from submitted to closed, payouts, and the approval of statements by finance',
  verify: 'verifications and audits, which change nothing',
  monitor: 'what the service counts of itself',
  administer: 'the accounts of all, and acting for their owners',
};

/**
 * One of {@link ROUTE_ACCESS}.
 *
 * @example
 * const access: RouteAccess = 'payee-data';
 */
export type RouteAccess = 'public' | Permission;

/** What has nothing to do with payees. */
type Unscoped = 'public' | 'account' | 'monitor' | 'administer';

/**
 * The scope that a route of this access is handed; without one no reader of the store tells anything of a payee.
 *
 * @example
 * const scope: ScopeOfAccess<'public'> = null;
 */
export type ScopeOfAccess<Access extends RouteAccess> = Access extends Unscoped ? null : PayeeScope;

/**
 * Whether a route of this access is handed a scope, as {@link ScopeOfAccess} says.
 *
 * @example
 * isScoped('monitor') // false
 */
export function isScoped(access: RouteAccess): boolean {
  const unscoped: readonly RouteAccess[] = [
    'public',
    'account',
    'monitor',
    'administer',
  ] satisfies Unscoped[];
  return !unscoped.includes(access);
}
