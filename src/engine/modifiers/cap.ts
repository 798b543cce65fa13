import { z } from 'zod';
import { word } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';
import { carriesSomewhere, compileLimit, limitShape, type SpannedLimit } from './limit.js';

/** The most that is paid per deal or span of time. */
export interface Cap extends SpannedLimit {
  /** What becomes of what is above it: lost, or earned in later spans of the year as far as they have room. */
  readonly excess: 'forfeited' | 'carried';
}

/** The written form of what becomes of what exceeds a cap. */
export const excessSchema = word(['forfeited', 'carried'])
  .optional()
  .meta({ description: 'Whether what exceeds the cap is lost, or earned in later spans of the year.' });

/** The written form of a cap. */
export const capSchema = z
  .strictObject({ ...limitShape, excess: excessSchema })
  .meta({ description: 'The most that is paid per deal or span of time, by event date.' });

/** Compiles a cap; reports every problem. */
export function compileCap(written: z.output<typeof capSchema>, context: CompileContext): Cap | undefined {
  return withExcess(compileLimit(written, 'cap', context), written.excess ?? 'forfeited', context);
}

/** A limit as a cap; reports where what exceeds it can not be carried. */
export function withExcess(
  limit: SpannedLimit | undefined,
  excess: Cap['excess'],
  context: Pick<CompileContext, 'report'>,
): Cap | undefined {
  if (limit === undefined || (excess === 'carried' && !carriesSomewhere(limit, context))) return undefined;
  return { ...limit, excess };
}
