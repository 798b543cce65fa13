import { z } from 'zod';
import { costSchema } from '../engine/contract-cost.js';
import { MECHANISMS } from '../engine/mechanisms/registry.js';
import { MODIFIERS } from '../engine/modifiers/registry.js';
import { kebabId, word } from '../records/values.js';

/**
 * The written form of a component: a measure, exactly one mechanism, its modifiers. Mechanisms and
 * modifiers come from the registries of the engine.
 */
export const componentSchema = z
  .strictObject({
    measure: kebabId().meta({ description: 'The measure that is paid on.' }),
    settles: word(['asEarned', 'windowEnd'])
      .optional()
      .meta({ description: 'Whether results are posted to date or when the window closes.' }),
    commission: MECHANISMS.commission.schema.optional(),
    bonus: MECHANISMS.bonus.schema.optional(),
    spiff: MECHANISMS.spiff.schema.optional(),
    objectives: MECHANISMS.objectives.schema.optional(),
    pool: MECHANISMS.pool.schema.optional(),
    contest: MECHANISMS.contest.schema.optional(),
    matrix: MECHANISMS.matrix.schema.optional(),
    gate: MODIFIERS.gate.optional(),
    multiplier: MODIFIERS.multiplier.optional(),
    cap: MODIFIERS.cap.optional(),
    floor: MODIFIERS.floor.optional(),
    release: MODIFIERS.release.optional(),
    clawback: MODIFIERS.clawback.optional(),
    cost: costSchema.optional(),
  } satisfies Record<keyof typeof MECHANISMS | keyof typeof MODIFIERS, z.ZodType> & Record<string, z.ZodType>)
  .meta({ description: 'A way to earn: one measure and exactly one mechanism.' });

/** A component as written, its values decoded. */
export type WrittenComponent = z.output<typeof componentSchema>;
