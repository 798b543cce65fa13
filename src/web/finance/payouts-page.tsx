import { z } from 'zod';
import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { takeStep } from '../../http/ask-desk.js';
import { given } from '../../http/given.js';
import { payGroupName } from '../../http/pay-group-name.js';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import { mayPay } from '../../ledger/payouts/payout-batch.js';
import { type PayoutSummary, payoutSummary } from '../../ledger/payouts/payout-document.js';
import { civilDate, wholeNumber } from '../../records/values.js';
import { type PeriodStatus, readPeriods } from '../../runs/closing/period-status.js';
import { readPayouts } from '../../store/payouts.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { Meta } from '../parts/meta.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { redirect } from '../redirect.js';
import { BuildPayout } from './build-payout.js';
import { PayoutBatches } from './payout-batches.js';
import { payoutAddress } from './payout-words.js';
import { PayoutsOutstanding } from './payouts-outstanding.js';
import { personText } from './person-text.js';

const BATCHES_ON_A_PAGE = 100;

/** A closed period as one choice of a field: its pay group and its id. */
const closedPeriod = z
  .string()
  .transform((written) => written.split(' '))
  .pipe(z.tuple([payGroupName(), recordName()]));

/** The batches of pay, and how another is built. */
export const payoutsPages: readonly Route[] = [
  definePage({
    path: '/payouts',
    access: 'company-data',
    summary: 'The batches of pay and how far each has come',
    query: z.strictObject({ page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1') }),
    answer: (request, services) => payoutsPage(request, services, request.query.page, EMPTY_FORM),
  }),
  definePost({
    path: '/payouts',
    access: 'finance-step',
    summary: 'Puts what the closed statements of a period pay into a batch',
    form: z.strictObject({ period: closedPeriod, payDate: civilDate().optional() }),
    answer: async ({ form, scope, viewer, format }, services) => {
      requireEverybody(scope);
      const [payGroup, period] = form.period;
      const request = { payGroup, period, ...given({ payDate: form.payDate }), actor: viewer.id };
      const { history, others, isNew } = await takeStep(services, 'buildPayout', request);
      if (history === null) {
        return redirect('/payouts', `${format.period(period)} pays nobody, so it is paid with that.`);
      }
      const { number } = history.batch;
      if (others.length > 0) {
        const numbers = [history, ...others].map(({ batch }) => `${batch.number} in ${batch.currency}`);
        const have = isNew ? 'are built: somebody else approves each' : 'have it already';
        return redirect('/payouts', `Batches ${numbers.join(', ')} ${have}.`);
      }
      const said = isNew
        ? `Batch ${number} is built: somebody else approves it.`
        : `Batch ${number} has it already.`;
      return redirect(payoutAddress(number), said);
    },
    again: (filled, request, services) => payoutsPage(request, services, 1, filled),
  }),
];

interface Asked {
  readonly scope: PayeeScope;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}

async function payoutsPage(
  { scope, viewer, format }: Asked,
  services: Services,
  asked: number,
  filled: FilledForm,
): Promise<PageContent> {
  requireEverybody(scope);
  const { db } = services;
  const batches = (await readPayouts(db, scope)).map(payoutSummary).reverse();
  const open = (await readPeriods(db)).map(({ status }) => status).filter(toBeBuilt(batches));
  const { rows: shown, page, pages } = pageOf(batches, asked, BATCHES_ON_A_PAGE);
  const persons = shown.flatMap(({ maker, decidedBy }) => [
    maker,
    ...(decidedBy === null ? [] : [decidedBy]),
  ]);
  return {
    title: 'Payouts',
    about: (
      <Meta
        entries={[
          ['Periods', 'all that are closed'],
          ['Currency', [...new Set(batches.map(({ currency }) => currency))].join(', ') || 'none yet'],
          ['As of', 'all that is built and confirmed by now'],
        ]}
      />
    ),
    body: (
      <>
        <PayoutsOutstanding batches={batches} format={format} />
        <BuildPayout
          open={open}
          filled={filled}
          viewer={viewer}
          format={format}
          isFirst={batches.length === 0}
        />
        <PayoutBatches batches={shown} person={await personText(services, persons)} format={format} />
        <Pager of="batches" page={page} pages={pages} href={(number) => `/payouts?page=${number}`} />
      </>
    ),
  };
}

/** What is closed and in no batch that may pay it: each currency of which there was a batch needs one that may. */
function toBeBuilt(batches: readonly PayoutSummary[]): (status: PeriodStatus) => boolean {
  const byPeriod = groupedBy(batches, ({ payGroup, period }) => `${payGroup} ${period}`);
  return ({ state, payGroup, period }) => {
    const own = byPeriod.get(`${payGroup} ${period.id}`) ?? [];
    const live = new Set(own.filter((each) => mayPay(each.state)).map(({ currency }) => currency));
    return state === 'closed' && (own.length === 0 || own.some(({ currency }) => !live.has(currency)));
  };
}
