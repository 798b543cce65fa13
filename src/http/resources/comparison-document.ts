import { z } from 'zod';
import { commonMembers, jobMembers } from '../job-shapes.js';
import { type ComparisonJob, keptComparison } from './comparison-jobs.js';
import { comparisonShape } from './comparison-shapes.js';

const members = {
  ...jobMembers,
  plan: z.string(),
  with: z
    .strictObject({ hash: z.string().nullable(), file: z.string().nullable() })
    .meta({ description: 'What is tried out: a published version, or the name of a file that was sent' }),
  against: z.string().nullable().meta({ description: 'null where it is what is published' }),
  from: z.string().nullable(),
  through: z.string().nullable(),
  payee: z.string().nullable(),
};

/** A comparison that was asked for, as it is listed. */
export const askedComparison = z
  .strictObject(members)
  .meta({ id: 'AskedComparison', description: 'A comparison of two versions of a plan, without its result' });

/** A comparison that was asked for, with what came of it. */
export const madeComparison = z
  .strictObject({
    ...members,
    result: comparisonShape.nullable().meta({
      description: 'null until it is done; it names the thousand payees with the greatest differences',
    }),
    payeeCount: z.int().nullable().meta({ description: 'How many payees earn anything by either version' }),
  })
  .meta({ id: 'Comparison', description: 'A comparison of two versions of a plan that was asked for' });

/**
 * A comparison as it is listed.
 *
 * @example
 * jobs.filter(isComparison).map(askedDocument)
 */
export function askedDocument(job: ComparisonJob) {
  const { plan, with: other, against, from = null, through = null, payee = null } = job.request.question;
  const tried = 'hash' in other ? { hash: other.hash, file: null } : { hash: null, file: other.file };
  return { ...commonMembers(job), plan, with: tried, against: against?.hash ?? null, from, through, payee };
}

/**
 * A comparison with what came of it.
 *
 * @example
 * comparisonDocument(job).result?.gain // 12
 */
export function comparisonDocument(job: ComparisonJob) {
  const kept = keptComparison(job);
  return {
    ...askedDocument(job),
    result: kept?.comparison ?? null,
    payeeCount: kept?.payeeCount ?? null,
  };
}
