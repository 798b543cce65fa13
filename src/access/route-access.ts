import type { PayeeScope } from './scope.js';

/**
 * What a route of the service reads, and so who may ask it. Every route declares one of these; a route that
 * reads anything of a payee is `payee-data`, whatever else it reads.
 *
 * @example
 * ROUTE_ACCESS['payee-data'] // 'what payees earn, and why: read within the scope of the viewer'
 */
export const ROUTE_ACCESS = {
  public: 'nothing of the company: whether the program runs, and what it can be asked',
  'payee-data': 'what payees earn, and why: read within the scope of the viewer',
  rules: 'rule files and what is wrong with them: nothing of a payee',
  runs: 'which calculations were made, when and from what: nothing of a payee',
} as const;

/**
 * One of {@link ROUTE_ACCESS}.
 *
 * @example
 * const access: RouteAccess = 'payee-data';
 */
export type RouteAccess = keyof typeof ROUTE_ACCESS;

/**
 * The scope that a route of this access is handed: only one that declares payee data has any, and without a
 * scope no reader of the store tells anything of a payee.
 *
 * @example
 * const scope: ScopeOfAccess<'public'> = null;
 */
export type ScopeOfAccess<Access extends RouteAccess> = Access extends 'payee-data' ? PayeeScope : null;
