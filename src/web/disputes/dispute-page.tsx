import { z } from 'zod';
import { takeStep } from '../../http/ask-desk.js';
import { disputeParams, endDispute, requireDispute } from '../../http/resources/disputes.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { writtenText } from '../../http/written-text.js';
import { changedAmount } from '../../ledger/changed-amount.js';
import type { DisputeDocument } from '../../ledger/disputes/dispute-document.js';
import { minorUnitsOf } from '../../runs/what-if/compare-supposed.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import type { PageRequest } from '../page-request.js';
import { Figure, Figures } from '../parts/figure.js';
import { Meta } from '../parts/meta.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { payeeAddress } from '../payee/payee-address.js';
import { statementAddress } from '../payee/statement-address.js';
import { redirect } from '../redirect.js';
import { Difference } from '../what-if/difference.js';
import { DecisionPart, FIELD_OF, ReplyPart, type SentStep } from './dispute-steps.js';
import { type DisputeView, disputeView } from './dispute-view.js';
import { aboutText, correctionText, disputeAddress, StateBadge } from './dispute-words.js';
import { EffectTable } from './effect-table.js';

type Asked = Pick<
  PageRequest<'payee-data', { readonly dispute: number }, unknown>,
  'params' | 'scope' | 'viewer' | 'format'
>;

const ENDED = {
  accept: 'The question is accepted. The next calculation posts what changes in the open period.',
  reject: 'The question is rejected.',
  withdraw: 'The question is withdrawn.',
} as const;

/** A question: what was said, what it would change, and how it ends. */
export const disputePages: readonly Route[] = [
  definePage({
    path: '/disputes/:dispute',
    access: 'payee-data',
    summary: 'A question about a line, with all that was said about it',
    params: disputeParams,
    query: z.strictObject({
      effects: z
        .literal('yes')
        .optional()
        .meta({ description: 'Whether to show what accepting it would change' }),
    }),
    answer: (request, services) => disputePage(request, services, null, request.query.effects === 'yes'),
  }),
  definePost({
    path: '/disputes/:dispute/replies',
    access: 'payee-step',
    summary: 'Adds to what is said about a question',
    params: disputeParams,
    form: z.strictObject({ message: writtenText(5000) }),
    answer: async ({ params: { dispute }, form, scope, viewer }, services) => {
      await requireDispute(services.db, scope, dispute);
      const step = { number: dispute, actor: viewer.id, reason: form.message };
      await takeStep(services, 'replyToDispute', step);
      return redirect(disputeAddress(dispute), 'Your reply is sent.');
    },
    again: (filled, request, services) => disputePage(request, services, { step: 'reply', filled }),
  }),
  ...(['accept', 'reject', 'withdraw'] as const).map((step) =>
    definePost({
      path: `/disputes/:dispute/${step}`,
      access: step === 'withdraw' ? 'payee-step' : 'pay-step',
      summary: `${step.charAt(0).toUpperCase()}${step.slice(1)}s a question`,
      params: disputeParams,
      form: z.strictObject({
        [FIELD_OF[step]]: step === 'reject' ? writtenText(1000) : writtenText(1000).optional(),
      }),
      answer: async ({ params: { dispute }, form, scope, viewer }, services) => {
        const reason = form[FIELD_OF[step]];
        await endDispute(services, { dispute, step, reason, scope, viewer });
        return redirect(disputeAddress(dispute), ENDED[step]);
      },
      again: (filled, request, services) => disputePage(request, services, { step, filled }),
    }),
  ),
];

async function disputePage(
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
            ['Asked', format.moment(dispute.openedAt)],
          ]}
        />
        <StateBadge state={dispute.state} />
      </>
    ),
    body: (
      <>
        <Amounts dispute={dispute} format={format} />
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
        <Thread view={view} format={format} />
        <ReplyPart view={view} sent={sent} />
        <Corrections view={view} format={format} />
        <DecisionPart view={view} sent={sent} />
      </>
    ),
  };
}

function Amounts({ dispute, format }: { readonly dispute: DisputeDocument; readonly format: ReaderFormat }) {
  const { amount, expected, currency, date } = dispute;
  const [before, after] = [amount, expected].map((each) => minorUnitsOf(each, currency));
  const { difference } = changedAmount(before ?? 0n, after ?? 0n, currency);
  return (
    <Figures>
      <Figure
        label="Expected"
        value={format.money(expected, currency)}
        detail={
          <>
            <Difference format={format} amount={difference} currency={currency} /> against the statement
          </>
        }
        isMain
      />
      <Figure
        label="On the statement"
        value={format.money(amount, currency)}
        detail={`when it was asked, dated ${format.day(date)}`}
      />
    </Figures>
  );
}

const DID = { accepted: 'accepted', rejected: 'rejected', withdrawn: 'withdrew' } as const;

function Thread({
  view: { dispute, person },
  format,
}: {
  readonly view: DisputeView;
  readonly format: ReaderFormat;
}) {
  const { opener, openedAt, message, replies, decision } = dispute;
  const said = [{ actor: opener, at: openedAt, message }, ...replies];
  return (
    <Section id="said" title="What was said">
      <ol class="thread">
        {said.map((each) => (
          <li>
            <p class="quiet">
              <strong>{person(each.actor)}</strong>, {format.moment(each.at)}
            </p>
            <p class="said">{each.message}</p>
          </li>
        ))}
        {decision === null ? null : (
          <li>
            <p class="quiet">
              <strong>{person(decision.actor)}</strong> {DID[decision.decision]} it,{' '}
              {format.moment(decision.at)}
            </p>
            {decision.reason === null ? null : <p class="said">{decision.reason}</p>}
          </li>
        )}
      </ol>
    </Section>
  );
}

function Corrections({ view, format }: { readonly view: DisputeView; readonly format: ReaderFormat }) {
  const { dispute, person, shown, maySeeEffects } = view;
  if (dispute.corrections.length === 0) return null;
  return (
    <Section id="corrections" title="What should be different">
      <ul>
        {dispute.corrections.map((each) => (
          <li>{correctionText(each, person)}</li>
        ))}
      </ul>
      {maySeeEffects && shown === null ? <EffectsLink number={dispute.dispute} /> : null}
      {shown === null ? null : (
        <div id="effects">
          {shown.problems.length > 0 ? (
            <Problems problems={shown.problems} />
          ) : (
            <EffectTable effects={shown.effects} person={person} format={format} />
          )}
        </div>
      )}
    </Section>
  );
}

function EffectsLink({ number }: { readonly number: number }) {
  return (
    <p id="effects">
      <a class="button" href={`${disputeAddress(number)}?effects=yes#effects`}>
        Show what it would change
      </a>{' '}
      <span class="quiet">
        for everybody; all whom it concerns are calculated anew, which takes up to a minute
      </span>
    </p>
  );
}
