import { z } from 'zod';
import { problem } from '../../problems/problem.js';
import { word } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';
import { compileLimit, limitShape, type SpannedLimit } from './limit.js';

/** The most a component pays per deal or span of time; what exceeds it is forfeited. */
export type Cap = SpannedLimit;

/** The written form of a cap. */
export const capSchema = z
  .strictObject({ ...limitShape, excess: word(['forfeited', 'carried']).optional() })
  .meta({ description: 'The most that is paid per deal or span of time, by event date.' });

/** Compiles a cap; reports every problem. */
export function compileCap(written: z.output<typeof capSchema>, context: CompileContext): Cap | undefined {
  if (written.excess === 'carried') {
    context.report(
      ['excess'],
      problem(
        'not-yet-supported',
        'carrying what exceeds a cap is part of the language, but this version of Attain can not pay by it yet',
        {
          found: 'carried',
          expected: 'forfeited',
        },
      ),
    );
    return undefined;
  }
  return compileLimit(written, 'cap', context);
}
