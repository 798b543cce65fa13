import { parseMinorUnits } from '../../money/minor-units.js';
import type { Entitlement } from '../entitlement.js';
import type { PostedLine, PostedStatement } from '../posted-statement.js';

/** All that was posted for a payee. */
export interface PayeeResults {
  readonly payee: string;
  /** What the payee can earn by, in the order of the numbers. */
  readonly entitlements: readonly Entitlement[];
  /** In the order in which their periods end. */
  readonly statements: readonly PostedStatement[];
}

/**
 * The lines of a statement with what each is earned by.
 *
 * @example
 * linesWithEntitlement(results, statement)[0]?.entitlement.component // 'new-business'
 */
export function linesWithEntitlement(
  { entitlements }: PayeeResults,
  { lines }: PostedStatement,
): readonly { readonly line: PostedLine; readonly entitlement: Entitlement }[] {
  const byNumber = new Map(entitlements.map((each) => [each.number, each]));
  return lines.flatMap((line) => {
    const entitlement = byNumber.get(line.entitlement);
    return entitlement === undefined ? [] : [{ line, entitlement }];
  });
}

/** What tells apart what is released and held: an assignment, a component of it, and a deal or none. */
export interface ReleaseKey {
  readonly assignment: string;
  readonly component: string;
  readonly deal: string | null;
}

/**
 * A text for the deal of a component that is released, to look it up by.
 *
 * @example
 * releaseKey({ assignment: 'ae/2026-01-01', component: 'new-business', deal: 'D-1' })
 */
export function releaseKey({ assignment, component, deal }: ReleaseKey): string {
  return `${assignment}\u0000${component}\u0000${deal ?? ''}`;
}

/**
 * An amount that a statement says as text, in minor units. Throws for what is none: nobody but the program writes
 * statements.
 *
 * @example
 * statedAmount('12.50', 'USD') // 1_250n
 */
export function statedAmount(text: string, currency: string): bigint {
  const minor = parseMinorUnits(text, currency);
  if (typeof minor === 'string') throw new Error(`A statement has what is no amount: ${text}.`);
  return minor;
}
