import { z } from 'zod';
import { makeReport } from '../../http/ask-desk.js';
import { recordName } from '../../http/record-name.js';
import { requirePayee } from '../../http/resources/payees.js';
import type { PayeeCurve } from '../../runs/payout-curves/payee-curves.js';
import { readEntitlements } from '../../store/entitlements.js';
import { publishedRun } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import type { PageContent } from '../layout/page-content.js';
import { EmptyState } from '../parts/empty-state.js';
import { Meta } from '../parts/meta.js';
import { Section } from '../parts/section.js';
import { payeeAddress } from './payee-address.js';
import { isOwn, PayeeLinks, payeeTrail } from './payee-frame.js';
import { type DrawnCurve, drawnCurve, PayoutCurveCard } from './payout-curve-card.js';

/** What each component pays by what is credited, with the place of now: a page, and a part of that of the plan. */
export const curvesPage = definePage({
  path: '/payees/:payee/plan/curves',
  access: 'payee-data',
  summary: 'What each component pays a payee by what is credited, as a curve with the place of now',
  params: z.strictObject({ payee: recordName() }),
  answer: async ({ params, scope, viewer, format }, services): Promise<PageContent> => {
    const { id, name } = await requirePayee(services.db, scope, params.payee);
    const payee = { id, name };
    const frame = {
      title: isOwn({ payee, viewer }) ? 'My payout curves' : `Payout curves of ${name}`,
      trail: [...payeeTrail({ payee, viewer }), { label: 'Plan', href: payeeAddress(id, 'plan') }],
      actions: <PayeeLinks payee={payee} viewer={viewer} at="plan" />,
    };
    const run = await publishedRun(services.db);
    if (run === null) return { ...frame, body: <NoCurves /> };
    const { asOf, curves } = await makeReport(services, 'payeeCurves', { scope, payee: id });
    const entitlements = await readEntitlements(services.db, run.id, id);
    const drawn = await Promise.all(
      curves.map((curve) => {
        const own = entitlements.find(({ assignment, component }) => isOf(curve, assignment, component));
        return drawnCurve(curve, own?.basis ?? 'booked', isOwn({ payee, viewer }), format);
      }),
    );
    const inOrder = [...drawn].sort((a, b) => Number(a.chart === null) - Number(b.chart === null));
    const about = (
      <Meta
        entries={[
          ['As of', format.day(asOf)],
          ['Currency', [...new Set(curves.map(({ currency }) => currency))].join(', ') || 'none'],
        ]}
      />
    );
    return { ...frame, about, body: <CurvesPart drawn={inOrder} asOf={format.day(asOf)} /> };
  },
});

function isOf(curve: PayeeCurve, assignment: string, component: string): boolean {
  return curve.assignment === assignment && curve.component === component;
}

function CurvesPart({ drawn, asOf }: { readonly drawn: readonly DrawnCurve[]; readonly asOf: string }) {
  if (drawn.length === 0) return <NoCurves />;
  return (
    <Section
      id="curves"
      title="Payout curves"
      about={`What a window pays by what is credited in it, all else being as it is on ${asOf}.`}
    >
      {drawn.map((each) => (
        <PayoutCurveCard drawn={each} />
      ))}
    </Section>
  );
}

function NoCurves() {
  return (
    <EmptyState title="There are no payout curves">
      They are drawn for the plans that are in force on the last calculated day.
    </EmptyState>
  );
}
