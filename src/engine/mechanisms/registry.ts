import type { CompileContext } from '../compile-context.js';
import { bonusDefinition } from './bonus.js';
import { commissionDefinition } from './commission.js';
import { contestDefinition } from './contest.js';
import { matrixDefinition } from './matrix.js';
import type { Mechanism } from './mechanism.js';
import type { MechanismDefinition } from './mechanism-definition.js';
import { objectivesDefinition } from './objectives.js';
import type { PeerQuestion } from './peer-group.js';
import { poolDefinition } from './pool.js';
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
  objectives: objectivesDefinition,
  pool: poolDefinition,
  contest: contestDefinition,
  matrix: matrixDefinition,
} as const satisfies { readonly [Kind in Mechanism['kind']]: { readonly kind: Kind } };

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
  objectives: compilerOf(objectivesDefinition),
  pool: compilerOf(poolDefinition),
  contest: compilerOf(contestDefinition),
  matrix: compilerOf(matrixDefinition),
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
    case 'pool':
      return MECHANISMS.pool.evaluate(mechanism, input, recorder);
    case 'contest':
      return MECHANISMS.contest.evaluate(mechanism, input, recorder);
    case 'matrix':
      return MECHANISMS.matrix.evaluate(mechanism, input, recorder);
    case 'objectives':
      return MECHANISMS.objectives.evaluate(mechanism, input, recorder);
  }
}

/** The positions that a mechanism reads from other measures and from teams, in the order of its readings. */
export function foreignPositionsOf(mechanism: Mechanism): readonly ForeignPosition[] {
  switch (mechanism.kind) {
    case 'commission':
      return MECHANISMS.commission.reads(mechanism);
    case 'bonus':
      return MECHANISMS.bonus.reads(mechanism);
    case 'spiff':
      return MECHANISMS.spiff.reads(mechanism);
    case 'pool':
      return MECHANISMS.pool.reads(mechanism);
    case 'contest':
      return MECHANISMS.contest.reads(mechanism);
    case 'matrix':
      return MECHANISMS.matrix.reads(mechanism);
    case 'objectives':
      return MECHANISMS.objectives.reads(mechanism);
  }
}

/** What a mechanism asks about the others of a team or a plan; `null` for one that looks at its payee alone. */
export function peerQuestionOf(mechanism: Mechanism): PeerQuestion | null {
  return mechanism.kind === 'pool' || mechanism.kind === 'contest' ? mechanism.peers : null;
}

/** The measures that a mechanism reads of several payees. */
export function peerMeasuresOf(mechanism: Mechanism): readonly string[] {
  const question = peerQuestionOf(mechanism);
  if (question === null) return [];
  const { measure, qualifier, fund } = question;
  return [measure, ...(qualifier === null ? [] : [qualifier]), ...(fund === null ? [] : [fund.measure])];
}
