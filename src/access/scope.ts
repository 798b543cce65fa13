import type { Viewer } from './viewer.js';

/**
 * Whose data may be read: everyone's, or that of the payees named.
 *
 * @example
 * const own: PayeeScope = { all: false, payees: new Set(['ada']) };
 */
export type PayeeScope =
  | { readonly all: true }
  | { readonly all: false; readonly payees: ReadonlySet<string> };

/**
 * The scope of whoever may see every payee, and of the program's own calculations.
 *
 * @example
 * await readStatements(db, EVERY_PAYEE, 'ada', '2026-01');
 */
export const EVERY_PAYEE: PayeeScope = Object.freeze({ all: true });

/**
 * The payees whose data a viewer may see.
 *
 * @example
 * scopeOf(LOCAL_ADMINISTRATOR) // { all: true }
 */
export function scopeOf(viewer: Viewer): PayeeScope {
  switch (viewer.kind) {
    case 'administrator':
      return EVERY_PAYEE;
  }
}

/**
 * Whether a payee's data may be read within a scope.
 *
 * @example
 * inScope({ all: false, payees: new Set(['ada']) }, 'bo') // false
 */
export function inScope(scope: PayeeScope, payee: string): boolean {
  return scope.all || scope.payees.has(payee);
}
