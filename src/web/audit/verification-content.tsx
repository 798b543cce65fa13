import { permit } from '../../access/permit.js';
import { requireEverybody } from '../../http/require-everybody.js';
import type { Services } from '../../http/services.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import type { PageRequest } from '../page-request.js';
import { Meta } from '../parts/meta.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { AuditForm } from './audit-form.js';
import { AuditTable } from './audit-table.js';
import { readVerifications } from './read-verifications.js';
import { VerificationTotals } from './verification-totals.js';
import { VerifiedPeriods } from './verified-periods.js';

type Request = PageRequest<'company-data', unknown, unknown>;

/** What was sent and refused: the form of an audit as it was filled in, or why a period was not verified. */
export interface Refused {
  readonly filled?: FilledForm;
  readonly problems?: FilledForm['problems'];
}

/**
 * What the page of verification shows: which closed periods were calculated again to the byte, and what audits of the
 * books found.
 *
 * @example
 * return verificationContent({}, request, services);
 */
export async function verificationContent(
  { filled = EMPTY_FORM, problems = [] }: Refused,
  { scope, viewer, format }: Pick<Request, 'viewer' | 'format'> & Pick<Request, 'scope'>,
  services: Services,
): Promise<PageContent> {
  requireEverybody(scope);
  const { closed, shown, verified, audits, person, through } = await readVerifications(services);
  const mayVerify = permit('verify', viewer);
  return {
    title: 'Verification',
    about: (
      <Meta
        entries={[
          ['Periods', `${format.count(closed.length)} closed`],
          ['Currency', [...new Set(closed.map(({ currency }) => currency))].join(', ') || 'none'],
          ...(through === undefined ? [] : ([['As of', format.day(through)]] as const)),
        ]}
      />
    ),
    body: (
      <>
        <VerificationTotals closed={closed} verified={verified} audits={audits} format={format} />
        <Section
          id="periods"
          title="Closed periods"
          about="A closed period is calculated again from what was recorded when it was closed: records, rules and engine. It holds where every byte is the same."
        >
          {problems.length === 0 ? null : (
            <div role="alert">
              <Problems problems={problems} />
            </div>
          )}
          <VerifiedPeriods {...{ shown, verified, person, mayVerify, format }} />
        </Section>
        <Section
          id="audits"
          title="Audits of the books"
          about="An audit adds up every balance from its entries, holds statements and payouts against the ledger, and every row against the chain of the audit trail."
        >
          {mayVerify ? (
            <AuditForm filled={filled} />
          ) : (
            <p class="quiet">Finance, auditors and administrators can start one.</p>
          )}
          <AuditTable {...{ audits, person, format }} />
        </Section>
      </>
    ),
  };
}
