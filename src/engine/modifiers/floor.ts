import { z } from 'zod';
import type { CompileContext } from '../compile-context.js';
import { compileLimit, limitShape, type SpannedLimit } from './limit.js';

/** The least a component pays per deal or span of time. */
export type Floor = SpannedLimit;

/** The written form of a floor. */
export const floorSchema = z
  .strictObject(limitShape)
  .meta({ description: 'The least that is paid per deal or span of time, by event date.' });

/** Compiles a floor; reports every problem. */
export function compileFloor(
  written: z.output<typeof floorSchema>,
  context: CompileContext,
): Floor | undefined {
  return compileLimit(written, 'floor', context);
}
