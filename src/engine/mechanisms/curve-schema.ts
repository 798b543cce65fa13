import { z } from 'zod';
import { percent, text, word } from '../../records/values.js';

/** The written form of the points of a curve. */
export const pointsSchema = z.array(z.strictObject({ at: text(), pays: percent({}) })).min(1);

/** A point of a curve as written, its payout decoded. */
export type WrittenPoint = z.output<typeof pointsSchema>[number];

/** How a curve runs between its points. */
export const shapeSchema = word(['stepped', 'interpolated']);

/** How a curve goes on above its last point. */
export const beyondSchema = word(['flat', 'linear']);
