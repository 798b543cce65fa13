import { z } from 'zod';
import { decimalNumber, duration, kebabId, percent, text, word } from '../records/values.js';

/** The written form of a ramp: how the quota grows for somebody who is new. */
export const rampSchema = z
  .strictObject({
    from: word(['hireDate', 'assignment']).meta({ description: 'What its months are counted from.' }),
    months: z
      .array(
        z.strictObject({
          upTo: duration().meta({ description: 'The last month in which the part holds, such as 3 months.' }),
          quota: percent({ max: '100%' }).meta({ description: 'The part of the quota that is asked for.' }),
          pays: word(['onTarget', 'nothing'])
            .optional()
            .meta({ description: 'Where the part is 0%: what a window pays that has no quota for it.' }),
        }),
      )
      .min(1),
  })
  .meta({ description: 'How the quota grows month by month for somebody who is new.' });

/** A ramp as written, its values decoded. */
export type WrittenRamp = z.output<typeof rampSchema>;

/** The keys of a plan that say what time and currencies do to it. */
export const timeShape = {
  targetIncentive: word(['months', 'days'])
    .optional()
    .meta({ description: "Whether a year's target incentive is spread by months or by days." }),
  carriesFrom: word(['previous'])
    .optional()
    .meta({ description: 'Goes on in the windows of the plan or version that somebody comes from.' }),
  ramp: rampSchema.optional(),
  absences: z
    .array(
      z
        .strictObject({
          kind: kebabId()
            .optional()
            .meta({ description: 'The kind of absence it is about; any unless said.' }),
          quota: word(['prorated', 'full']).optional(),
          target: word(['prorated', 'full']).optional(),
          events: word(['credited', 'forfeited']).optional(),
        })
        .meta({
          description: 'What an absence of a kind does to quota and target, and to what happens then.',
        }),
    )
    .min(1)
    .optional(),
  afterLeaving: z
    .union([z.strictObject({ within: duration() }), word(['pay', 'forfeit'])])
    .optional()
    .meta({ description: 'Whether what happens after somebody has left is credited.' }),
  mustBeEmployed: z
    .strictObject({
      when: word(['payable', 'paid']).meta({
        description: 'On the day it becomes payable, or on the last day of the pay period that pays it.',
      }),
      within: duration()
        .optional()
        .meta({ description: 'How long after leaving it is paid all the same, such as 90 days.' }),
    })
    .optional()
    .meta({ description: 'Pays what was earned only to who is still employed then; the rest is forfeited.' }),
  fx: z
    .strictObject({
      rate: z.union([
        z.strictObject({ fixed: z.record(text(), decimalNumber({ min: '0' })) }),
        word(['eventDate', 'closeDate', 'periodAverage']),
      ]),
    })
    .optional()
    .meta({ description: 'By which rate amounts in other currencies are converted.' }),
};
