import { requireEverybody } from '../../http/require-everybody.js';
import { requireBatch } from '../../http/resources/payouts.js';
import type { Services } from '../../http/services.js';
import { type PayoutDocument, payoutDocument } from '../../ledger/payouts/payout-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import type { PageRequest } from '../page-request.js';
import { Meta } from '../parts/meta.js';
import { PayoutPayees } from './payout-payees.js';
import { PayoutRecord } from './payout-record.js';
import { type PayoutAct, PayoutSteps } from './payout-steps.js';
import { PayoutTotals } from './payout-totals.js';
import { PayoutBadge, payoutAddress } from './payout-words.js';
import { payGroupText, periodAddress } from './period-words.js';
import { personText } from './person-text.js';
import type { SentStep } from './sent-step.js';
import { ViewedList } from './viewed-list.js';

/** Which payments are shown, each with its words. */
const VIEWS = [
  { value: 'all', label: 'All' },
  { value: 'differences', label: 'What is not paid as it was sent' },
] as const;

interface AskedView {
  readonly only: 'all' | 'differences';
  readonly page: number;
}

/**
 * What the page of a batch of pay shows: how far it has come, what is next, whom it pays what, and who did what.
 *
 * @param sent a form of the page that was refused
 * @example
 * return payoutContent(request, services, { only: 'all', page: 1 }, null);
 */
export async function payoutContent(
  request: PageRequest<'company-data' | 'finance-step', { readonly batch: number }, unknown>,
  services: Services,
  asked: AskedView,
  sent: SentStep<PayoutAct> | null,
): Promise<PageContent> {
  const { params: named, scope, viewer, format } = request;
  requireEverybody(scope);
  const payout = payoutDocument(await requireBatch(services.db, scope, named.batch));
  const { batch, payees, exports, confirmations, decision } = payout;
  const actors = [decision, ...exports, ...confirmations].flatMap((each) => each?.actor ?? []);
  const person = await personText(services, [payout.maker, ...actors]);
  const chosen = payees.filter(({ match }) => asked.only === 'all' || match !== 'settled');
  return {
    title: `Batch ${batch}`,
    trail: [{ label: 'Payouts', href: '/payouts' }],
    about: <About payout={payout} format={format} />,
    body: (
      <>
        <PayoutTotals payout={payout} format={format} />
        <PayoutSteps payout={payout} person={person} viewer={viewer} format={format} sent={sent} />
        <ViewedList
          id="payees"
          title="Payments"
          of="payments"
          address={payoutAddress(batch)}
          view={{ name: 'only', choices: VIEWS, chosen: asked.only }}
          hasChoice={exports.length > 0}
          rows={chosen}
          page={asked.page}
          table={(shown) => (
            <PayoutPayees payout={payout} shown={shown} asked={chosen} only={asked.only} format={format} />
          )}
        />
        <PayoutRecord payout={payout} person={person} format={format} />
      </>
    ),
  };
}

function About({
  payout: { payGroup, period, currency, payDate, state, builtAt },
  format,
}: {
  readonly payout: PayoutDocument;
  readonly format: ReaderFormat;
}) {
  return (
    <>
      <Meta
        entries={[
          ['Pay group', payGroupText(payGroup)],
          ['Period', <a href={periodAddress({ payGroup, period })}>{format.period(period)}</a>],
          ['Currency', currency],
          ['Pay date', payDate === null ? 'as payroll has it' : format.day(payDate)],
          ['Built', format.moment(builtAt)],
        ]}
      />
      <div>
        <PayoutBadge state={state} />
      </div>
    </>
  );
}
