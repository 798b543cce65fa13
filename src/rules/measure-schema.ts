import { z } from 'zod';
import { WINDOW_KINDS } from '../calendar/fiscal-calendar.js';
import { decimalNumber, duration, kebabId, money, percent, text, truth, word } from '../records/values.js';
import { rampSchema } from './time-schema.js';

/** A condition as written; who knows the facts checks it. */
const conditionSchema = z.unknown().meta({
  description: 'Conditions in the JSON of json-rules-engine: all, any, not; fact, operator, value.',
});

const amountSchema = z
  .union([
    z.strictObject({ field: text() }),
    word(['tcv', 'acv', 'mrr', 'firstYear', 'margin', 'quantity', 'count', 'amount']),
  ])
  .meta({
    description:
      'Which figure of the deal counts. Booked: tcv, acv, mrr, firstYear, margin, quantity, count or a field. ' +
      'Recognized and collected: amount, firstYear, margin, quantity, count or a field.',
  });

const creditSchema = z
  .strictObject({
    roles: z.array(kebabId()).min(1).meta({ description: 'The roles whose shares of a deal are credited.' }),
    team: truth()
      .optional()
      .meta({ description: 'Credits what is held in the teams that the payee manages.' }),
    self: truth().optional().meta({ description: "Whether a roll-up counts the manager's own deals too." }),
  })
  .meta({ description: 'Whose shares of a deal count.' });

/** The written form of a factor: a multiplier by condition. */
export const factorSchema = z
  .strictObject({
    when: conditionSchema.optional(),
    credit: decimalNumber({ min: '0' })
      .optional()
      .meta({ description: 'Multiplies what counts toward quota.' }),
    earning: decimalNumber({ min: '0' }).optional().meta({ description: 'Multiplies what is paid on.' }),
  })
  .meta({ description: 'Multiplies what counts toward quota, what is paid on, or both, by condition.' });

const windfallSchema = z
  .strictObject({
    above: z
      .union([z.strictObject({ ofQuota: percent() }), money()])
      .meta({ description: 'How much of one deal counts at most: money, or a share of quota.' }),
    excess: word(['forfeited', 'held']).meta({
      description: 'Whether what exceeds it is lost, or kept out until somebody has decided.',
    }),
    decidedBy: text()
      .optional()
      .meta({ description: 'The field of a deal that tells how much of it counts, once decided.' }),
  })
  .meta({ description: 'The most of one deal that counts.' });

/** A windfall rule as written, its values decoded. */
export type WrittenWindfall = z.output<typeof windfallSchema>;

/** The written form of a measure: what performance is counted. What it means needs the company file. */
export const measureSchema = z
  .strictObject({
    basis: word(['booked', 'recognized', 'collected']).meta({ description: 'Which events of a deal count.' }),
    amount: amountSchema.optional(),
    credit: creditSchema,
    when: conditionSchema.optional(),
    factors: z.array(factorSchema).min(1).optional(),
    window: z
      .union([z.strictObject({ trailing: duration() }), word([...WINDOW_KINDS, 'plan'])])
      .meta({ description: 'Where the measure accumulates and starts anew.' }),
    quota: z
      .union([z.strictObject({ ofLastYear: percent() }), kebabId()])
      .optional()
      .meta({
        description:
          'The quota it is held against, its own id unless said; or a share of what was credited in the same window a year before.',
      }),
    withoutQuota: word(['problem', 'nothing', 'onTarget']).optional().meta({
      description: 'What a window without quota is: a problem, nothing, or paid at the rate just below 100%.',
    }),
    ramp: z
      .union([rampSchema, word(['none'])])
      .optional()
      .meta({ description: "A ramp of its own, or none, instead of the plan's." }),
    windfall: windfallSchema.optional(),
  })
  .meta({ description: 'What performance is counted.' });

/** A measure as written, its values decoded. */
export type WrittenMeasure = z.output<typeof measureSchema>;
