import { z } from 'zod';
import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { takeStep } from '../../http/ask-desk.js';
import { given } from '../../http/given.js';
import { notFound } from '../../http/refusal.js';
import { requireEverybody } from '../../http/require-everybody.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { writtenText } from '../../http/written-text.js';
import { adjustmentState } from '../../ledger/adjustments/adjustment.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { wholeNumber } from '../../records/values.js';
import { readAdjustments } from '../../store/adjustments.js';
import { payeeNames } from '../../store/payee-list.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import { payGroupText } from '../finance/period-words.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { Amount } from '../parts/amount.js';
import { Figure, Figures } from '../parts/figure.js';
import { Meta } from '../parts/meta.js';
import { statementAddress } from '../payee/statement-address.js';
import { redirect } from '../redirect.js';
import { AdjustmentDecision } from './adjustment-decision.js';
import { StateBadge } from './adjustment-state.js';
import { AdjustmentTerms } from './adjustment-terms.js';

const params = z.strictObject({ adjustment: wholeNumber({ min: 1, max: 999_999_999_999 }) });

/** One adjustment, and the decision on it. */
export const oneAdjustmentPages: readonly Route[] = [
  definePage({
    path: '/adjustments/:adjustment',
    access: 'payee-data',
    summary: 'An adjustment in full, and who decided on it',
    params,
    answer: ({ params: { adjustment }, ...reader }, services) =>
      adjustmentPage(EMPTY_FORM, adjustment, reader, services),
  }),
  definePost({
    path: '/adjustments/:adjustment',
    access: 'pay-step',
    summary: 'Approves or rejects an adjustment that somebody else made',
    params,
    form: z.strictObject({
      decision: z.enum(['approved', 'rejected']),
      reason: writtenText(1000).optional(),
    }),
    answer: async ({ params: { adjustment }, form: { decision, reason }, scope, viewer }, services) => {
      requireEverybody(scope);
      const verdict = { decision, numbers: [adjustment], ...given({ reason }), actor: viewer.id };
      await takeStep(services, 'decideAdjustments', verdict);
      const next = decision === 'approved' ? ' The next calculation puts it on the statement.' : '';
      return redirect(`/adjustments/${adjustment}`, `Adjustment ${adjustment} is ${decision}.${next}`);
    },
    again: (filled, { params: { adjustment }, ...reader }, services) =>
      adjustmentPage(filled, adjustment, reader, services),
  }),
];

interface Reader {
  readonly viewer: Viewer;
  readonly scope: PayeeScope;
  readonly format: ReaderFormat;
}

async function adjustmentPage(
  filled: FilledForm,
  number: number,
  { viewer, scope, format }: Reader,
  { db }: Services,
): Promise<PageContent> {
  const [found] = await readAdjustments(db, scope, { numbers: [number] });
  if (found === undefined) throw notFound(`there is no adjustment ${number}`);
  const { payee, period, payGroup, currency, amount } = found;
  const name = (await payeeNames(db, scope, [payee])).get(payee) ?? payee;
  return {
    title: `Adjustment ${number}`,
    trail: [{ label: 'Adjustments', href: '/adjustments' }],
    about: (
      <Meta
        entries={[
          ['Period', format.period(period)],
          ['Pay group', payGroupText(payGroup)],
          ['Currency', currency],
        ]}
      />
    ),
    actions: (
      <a class="button" href={statementAddress({ payee, period, currency })}>
        Statement of {name}
      </a>
    ),
    body: (
      <>
        <Figures>
          <Figure
            label={amount < 0n ? 'Taken off what is paid' : 'Added to what is paid'}
            value={<Amount format={format} amount={formatMinorUnits(amount, currency)} currency={currency} />}
            detail={`to ${name}, for ${format.period(period)}`}
            isMain
          />
          <Figure label="State" value={<StateBadge state={adjustmentState(found)} />} />
        </Figures>
        <AdjustmentTerms adjustment={found} format={format} />
        <AdjustmentDecision adjustment={found} filled={filled} viewer={viewer} format={format} />
      </>
    ),
  };
}
