import { requireEverybody } from '../../http/require-everybody.js';
import type { Services } from '../../http/services.js';
import type { PageRequest } from '../page-request.js';
import { auditsCsv } from './audit-table.js';
import { readVerifications } from './read-verifications.js';
import { verifiedCsv } from './verified-periods.js';

/** The tables of the page of verification that can be had as files. */
export const VERIFICATION_FILES = ['periods', 'audits'] as const;

/**
 * A table of the page of verification as CSV.
 *
 * @example
 * await verificationCsv('periods', request, services)
 */
export async function verificationCsv(
  file: (typeof VERIFICATION_FILES)[number],
  { scope, format }: Pick<PageRequest<'company-data', unknown, unknown>, 'scope' | 'format'>,
  services: Services,
): Promise<string> {
  requireEverybody(scope);
  const { shown, verified, audits, person } = await readVerifications(services);
  return file === 'periods'
    ? verifiedCsv({ shown, verified, person, format })
    : auditsCsv({ audits, person, format });
}
