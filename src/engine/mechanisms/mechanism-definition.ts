import type { z } from 'zod';
import type { CompileContext } from '../compile-context.js';
import type { ForeignPosition } from './position.js';
import type { Recorder } from './recorder.js';
import type { WindowInput } from './window-input.js';
import type { WindowOutcome } from './window-outcome.js';

/**
 * All there is to one mechanism: how it is written, how that is compiled and checked, and how it evaluates
 * one window. The evaluation explains itself through the recorder, so a figure and its explanation come
 * from the same run of the same code.
 */
export interface MechanismDefinition<Written, Compiled extends { readonly kind: string }> {
  readonly kind: Compiled['kind'];
  /** Decodes and checks the written form; everything that needs the rest of the plan is left to `compile`. */
  readonly schema: z.ZodType<Written>;
  /** When results are posted, unless the component says otherwise. */
  readonly settles: 'asEarned' | 'windowEnd';
  /** Reports every problem through the context and answers `undefined` if there was one. */
  readonly compile: (written: Written, context: CompileContext) => Compiled | undefined;
  /** The result of one window as of a date; pure. */
  readonly evaluate: (mechanism: Compiled, input: WindowInput, recorder: Recorder) => WindowOutcome;
  /** The positions it reads from other measures and from teams, in the order of its readings. */
  readonly reads: (mechanism: Compiled) => readonly ForeignPosition[];
}
