import type { PayoutCurve } from '../../ledger/curves/payout-curve.js';
import type { PlanCurves } from '../../runs/payout-curves/plan-curves.js';
import { lineChart } from '../charts/line-chart.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Chart } from '../parts/chart.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Card, Cards } from '../parts/section.js';

interface Drawn {
  readonly curves: PlanCurves;
  readonly format: ReaderFormat;
}

/**
 * What each component of a plan pays by what is credited: as a curve, and its corners as a table.
 *
 * @example
 * <PayoutCurves curves={curves} format={format} />
 */
export function PayoutCurves({ curves, format }: Drawn) {
  if (curves.curves.length === 0) {
    return <EmptyState title="There is nothing to draw">The plan has no component that pays.</EmptyState>;
  }
  const drawn = curves.curves.filter(({ why }) => why === null);
  return (
    <>
      <Cards>
        {drawn.map((curve) => (
          <Card title={curve.component}>
            <CurveOf curve={curve} format={format} />
          </Card>
        ))}
      </Cards>
      {curves.curves.map(({ component, why }) =>
        why === null ? null : (
          <p class="quiet">
            {component} has no curve: {why}.
          </p>
        ),
      )}
    </>
  );
}

/**
 * For whom the curves are drawn, in words.
 *
 * @example
 * supposedText(curves, format) // 'As for somebody with a quota of $100,000.00 (new-acv) in a window and …'
 */
export function supposedText(
  { targetIncentive, currency, curves }: PlanCurves,
  format: ReaderFormat,
): string {
  const quotas = new Set(
    curves.flatMap(({ measure, unit, quota }) => {
      if (quota === null) return [];
      return [`${unit === 'units' ? format.quantity(quota) : format.money(quota, currency)} (${measure})`];
    }),
  );
  const target = `a target incentive of ${format.money(targetIncentive, currency)} a year`;
  const quota = quotas.size === 0 ? '' : `a quota of ${[...quotas].join(', ')} in a window and `;
  return `As for somebody with ${quota}${target}, as the examples of the file have it.`;
}

async function CurveOf({ curve, format }: { readonly curve: PayoutCurve; readonly format: ReaderFormat }) {
  const { component, measure, unit, currency, points, onTarget, tiers } = curve;
  const measured = (text: string) =>
    unit === 'money' ? format.money(text, currency) : format.quantity(text);
  const chart = await lineChart({
    title: `What ${component} earns`,
    xLabel: unit === 'money' ? `${measure}, ${currency}` : measure,
    yLabel: currency,
    points: points.map(({ value, earned }) => ({ label: measured(value), x: value, y: earned })),
    ...(onTarget !== null && {
      place: { x: onTarget.value, y: onTarget.earned, label: 'At quota' },
    }),
    bounds: tiers.flatMap(({ value, from }) => {
      if (value === null || !/[1-9]/.test(value)) return [];
      return [{ x: value, label: from.endsWith('%') ? from : format.brief(value) }];
    }),
    written: { x: format.brief, y: format.brief },
    inFull: { x: measured, y: (text) => format.money(text, currency) },
  });
  const paysBy = new Map(
    tiers.flatMap(({ value, pays }) => (value === null ? [] : [[value, pays] as const])),
  );
  return (
    <>
      <Chart chart={chart} caption={`Earned in one window, by ${measure}`} inCard />
      <DataTable
        caption={`Corners of ${component}`}
        columns={[
          { heading: measure, kind: 'number', namesRow: true, cell: ({ value }) => measured(value) },
          { heading: 'Attainment', kind: 'number', cell: ({ attainment }) => attainment ?? '' },
          { heading: 'Earned', kind: 'number', cell: ({ earned }) => format.money(earned, currency) },
          { heading: 'Pays from here', cell: ({ value }) => paysBy.get(value) ?? '' },
        ]}
        rows={points.filter(({ isBound }, place) => isBound || place === points.length - 1)}
        empty={null}
      />
    </>
  );
}
