import { z } from 'zod';
import { civilDate, kebabId, percent, text, word } from '../records/values.js';

const assignedSchema = z
  .strictObject({
    payee: text().optional().meta({ description: 'Who holds the share.' }),
    team: text().optional().meta({ description: 'The team whose members hold it in equal parts.' }),
    role: kebabId(),
    share: percent({ max: '100%' }),
    from: civilDate().optional().meta({ description: 'The first day; from the start where left out.' }),
    to: civilDate().optional().meta({ description: 'The first day after; without end where left out.' }),
  })
  .meta({ description: 'Who holds a part of the deals of a territory, and when.' });

/** The written form of one territory. What its condition and roles mean needs the company file. */
export const territorySchema = z
  .strictObject({
    title: text().optional(),
    when: z.unknown().optional().meta({ description: 'The deals it takes; every deal where left out.' }),
    assigned: z.array(assignedSchema).min(1),
  })
  .meta({ description: 'A part of the market, and who works it.' });

/** The written form of the file of territories, each territory left to be decoded on its own. */
export const territoriesSchema = z.strictObject({
  language: word(['1']),
  title: text().optional(),
  match: word(['first', 'all']),
  governedBy: word(['eventDate', 'closeDate']).optional(),
  territories: z.record(kebabId(), z.unknown()),
});

/** An assignment of a territory as written, its values decoded. */
export type WrittenAssigned = z.output<typeof assignedSchema>;
