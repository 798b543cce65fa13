import type { Services } from '../../http/services.js';
import type { PageContent } from '../layout/page-content.js';
import type { PageRequest } from '../page-request.js';
import { Meta } from '../parts/meta.js';
import { payeeAddress } from '../payee/payee-address.js';
import { statementAddress } from '../payee/statement-address.js';
import { DisputeAmounts } from './dispute-amounts.js';
import { DisputeCorrections } from './dispute-corrections.js';
import { DecisionPart, ReplyPart, type SentStep } from './dispute-steps.js';
import { DisputeThread } from './dispute-thread.js';
import { disputeView } from './dispute-view.js';
import { aboutText, StateBadge } from './dispute-words.js';
import { forPayee } from './people-text.js';

type Asked = Pick<
  PageRequest<'payee-data', { readonly dispute: number }, unknown>,
  'params' | 'scope' | 'viewer' | 'format'
>;

/**
 * The page of a question.
 *
 * @param sent one of its forms as it was sent, where something is wrong with it
 * @param withEffects whether to show what accepting it would change
 * @example
 * return disputeContent(request, services, null);
 */
export async function disputeContent(
  request: Asked,
  services: Services,
  sent: SentStep | null,
  withEffects = false,
): Promise<PageContent> {
  const { scope, viewer, params, format } = request;
  const view = await disputeView(services, { scope, viewer }, params.dispute, withEffects);
  const { dispute, person } = view;
  const { payee, period, currency, line } = dispute;
  return {
    title: `Question ${dispute.dispute}: ${aboutText(dispute)}`,
    trail: [{ label: 'Questions', href: '/disputes' }],
    about: (
      <>
        <Meta
          entries={[
            ['Payee', payee === viewer.id ? viewer.name : <a href={payeeAddress(payee)}>{person(payee)}</a>],
            [
              'Statement',
              <a href={statementAddress({ payee, period, currency })}>{format.period(period)}</a>,
            ],
            ['Currency', currency],
            ...(dispute.opener === payee
              ? []
              : [['Asked by', forPayee(person, dispute.opener, payee)] as const]),
            ['Asked', format.moment(dispute.openedAt)],
          ]}
        />
        <StateBadge state={dispute.state} />
      </>
    ),
    body: (
      <>
        <DisputeAmounts dispute={dispute} format={format} />
        <p>
          <a
            href={`/lines/${encodeURIComponent(line)}`}
            hx-get={`/lines/${encodeURIComponent(line)}`}
            hx-target="next .explanation"
            hx-swap="innerHTML"
          >
            How the line came about
          </a>
        </p>
        <div class="explanation"></div>
        <DisputeThread view={view} format={format} />
        <ReplyPart view={view} sent={sent} />
        <DisputeCorrections view={view} format={format} />
        <DecisionPart view={view} sent={sent} />
      </>
    ),
  };
}
