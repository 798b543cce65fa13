import { z } from 'zod';
import { PAY_FREQUENCIES } from '../calendar/pay-period.js';
import { PRORATIONS } from '../calendar/proration.js';
import { PLAN_MODIFIERS } from '../engine/modifiers/registry.js';
import { ROUNDINGS } from '../money/rounding.js';
import { civilDate, currency, kebabId, type Refusal, text, word } from '../records/values.js';
import { timeShape } from './time-schema.js';

const hashSchema = z.string().refine((written) => /^[0-9a-f]{64}$/.test(written), {
  message: 'this is not the hash of a version',
  params: {
    code: 'invalid-value',
    expected: 'the 64 digits that `attain check` shows for the version',
  } satisfies Omit<Refusal, 'message'>,
});

/** The keys of a plan that say what holds for all of it. */
const headerShape = {
  language: word(['1']).meta({
    type: ['string', 'integer'],
    enum: ['1', 1],
    description: 'The version of the rule language.',
  }),
  plan: kebabId().meta({ description: 'The id of the plan; its versions share it.' }),
  title: text().optional().meta({ description: 'What people call the plan.' }),
  effective: z
    .strictObject({ from: civilDate(), to: civilDate().optional() })
    .meta({ description: 'The days on which this version is in force: from the first to before the last.' }),
  corrects: hashSchema
    .optional()
    .meta({ description: 'The hash of the version that this one supersedes over its range.' }),
  governedBy: word(['eventDate', 'closeDate'])
    .optional()
    .meta({ description: 'Whether an event is paid by the version of its own date or of its deal.' }),
  currency: currency(),
  payFrequency: word(PAY_FREQUENCIES).meta({ description: 'How often people on the plan are paid.' }),
  rounding: word(ROUNDINGS)
    .optional()
    .meta({ description: "How amounts are rounded to the currency's minor unit." }),
  proration: word(PRORATIONS)
    .optional()
    .meta({ description: 'How a month is counted that is active in part.' }),
  ...timeShape,
  cap: PLAN_MODIFIERS.cap.optional(),
  floor: PLAN_MODIFIERS.floor.optional(),
  draw: PLAN_MODIFIERS.draw.optional(),
  guarantee: PLAN_MODIFIERS.guarantee.optional(),
  payCap: PLAN_MODIFIERS.payCap.optional(),
};

/**
 * The written form of a plan, with the measures, components and examples left as they are: each of those is
 * decoded on its own, so that a mistake in one hides nothing about the others.
 */
export const planSchema = z.strictObject({
  ...headerShape,
  measures: z.record(kebabId(), z.unknown()).meta({ description: 'What performance is counted, by id.' }),
  components: z.record(kebabId(), z.unknown()).meta({ description: 'The ways to earn, by id.' }),
  examples: z.array(z.unknown()).optional().meta({ description: 'Examples that are run by `check`.' }),
});
