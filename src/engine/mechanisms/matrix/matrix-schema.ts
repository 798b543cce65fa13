import { z } from 'zod';
import { text, word } from '../../../records/values.js';
import { foreignPositionSchema } from '../position.js';
import { targetSchema } from '../target.js';
import { rateSchema } from '../tiers/compile-tiers.js';

const dimensionSchema = z.strictObject({
  over: z
    .union([
      z.strictObject({ fact: text() }),
      foreignPositionSchema,
      word(['attainment', 'amount', 'quantity']),
    ])
    .meta({ description: 'What the dimension is over: the window as a whole, or a fact of each deal.' }),
  at: z.array(text()).min(1).meta({ description: 'The lower bounds of its cells, in ascending order.' }),
});

const row = z.array(rateSchema).min(1);
const plane = z.array(row).min(1);
const space = z.array(plane).min(1);

const cellsSchema = z.union([plane, space, z.array(space).min(1)]).meta({
  description:
    'A list for each bound of the first dimension, in it one for each bound of the second, and so on: ' +
    'rates, or parts of the target.',
});

/** The written form of a matrix of two to four dimensions. */
export const matrixSchema = z
  .strictObject({
    pays: word(['rate', 'target']).meta({
      description: 'Whether the cells are rates on what is counted, or parts of a target.',
    }),
    target: targetSchema.optional(),
    shape: word(['stepped', 'interpolated']),
    dimensions: z.array(dimensionSchema).min(1).max(4),
    cells: cellsSchema,
  })
  .meta({ description: 'Pays a rate or a part of a target by two or more dimensions at once.' });

/** A matrix as written, its values decoded. */
export type WrittenMatrix = z.output<typeof matrixSchema>;

/** The cells as written: lists within lists. */
export type WrittenCells = WrittenMatrix['cells'];
