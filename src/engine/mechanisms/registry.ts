import type { CompileContext } from '../compile-context.js';
import { bonusDefinition } from './bonus.js';
import { commissionDefinition } from './commission.js';
import type { Mechanism } from './mechanism.js';
import type { MechanismDefinition } from './mechanism-definition.js';
import type { ForeignPosition } from './position.js';
import type { Recorder } from './recorder.js';
import { spiffDefinition } from './spiff.js';
import type { WindowInput } from './window-input.js';
import type { WindowOutcome } from './window-outcome.js';

/** Every mechanism by name; leaving one out does not compile. */
export const MECHANISMS = {
  commission: commissionDefinition,
  bonus: bonusDefinition,
  spiff: spiffDefinition,
} as const satisfies { readonly [Kind in Mechanism['kind']]: { readonly kind: Kind } };

/** Mechanisms that the language knows and this version can not pay by yet; each gets its own file here. */
export const LATER_MECHANISMS = ['objectives', 'pool', 'contest', 'matrix'] as const;

/**
 * Compiles a mechanism from its written form, which its schema has decoded. Reports every problem, and answers
 * `undefined` if there was one, or if the written form could not be decoded.
 *
 * @example
 * compileMechanism('spiff', { amount: 250, per: 'deal' }, context)
 */
export function compileMechanism(
  kind: Mechanism['kind'],
  written: unknown,
  context: CompileContext,
): Mechanism | undefined {
  return COMPILERS[kind](written, context);
}

const COMPILERS: Readonly<
  Record<Mechanism['kind'], (written: unknown, context: CompileContext) => Mechanism | undefined>
> = {
  commission: compilerOf(commissionDefinition),
  bonus: compilerOf(bonusDefinition),
  spiff: compilerOf(spiffDefinition),
};

function compilerOf<Written, Compiled extends Mechanism>({
  schema,
  compile,
}: MechanismDefinition<Written, Compiled>): (typeof COMPILERS)[Compiled['kind']] {
  return (written, context) => {
    const decoded = schema.safeParse(written);
    return decoded.success ? compile(decoded.data, context) : undefined;
  };
}

/** The result of one window by whatever mechanism the component has. */
export function evaluateMechanism(
  mechanism: Mechanism,
  input: WindowInput,
  recorder: Recorder,
): WindowOutcome {
  switch (mechanism.kind) {
    case 'commission':
      return MECHANISMS.commission.evaluate(mechanism, input, recorder);
    case 'bonus':
      return MECHANISMS.bonus.evaluate(mechanism, input, recorder);
    case 'spiff':
      return MECHANISMS.spiff.evaluate(mechanism, input, recorder);
  }
}

/** The position that a mechanism reads from another measure or a team, if it does. */
export function foreignPositionOf(mechanism: Mechanism): ForeignPosition | null {
  return mechanism.kind === 'spiff' ? null : mechanism.over.kind === 'foreign' ? mechanism.over : null;
}
