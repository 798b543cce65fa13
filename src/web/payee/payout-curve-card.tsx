import type { Basis } from '../../engine/measure.js';
import type { PayoutPoint } from '../../ledger/curves/payout-curve.js';
import type { PayeeCurve } from '../../runs/payout-curves/payee-curves.js';
import type { DrawnChart } from '../charts/drawn-chart.js';
import { lineChart } from '../charts/line-chart.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Chart } from '../parts/chart.js';
import { DataTable } from '../parts/data-table.js';
import { Disclosure } from '../parts/disclosure.js';
import { Card } from '../parts/section.js';
import {
  boundText,
  type MeasureAmounts,
  measureText,
  nextStep,
  percentText,
  rateText,
} from './measure-words.js';

/** A payout curve, drawn; without a picture where it has no points. */
export interface DrawnCurve {
  readonly curve: PayeeCurve;
  readonly basis: Basis;
  /** Whether the reader is the payee. */
  readonly isOwn: boolean;
  readonly chart: DrawnChart | null;
  readonly format: ReaderFormat;
}

/**
 * Draws a payout curve with its tiers and the place of now.
 *
 * @example
 * await drawnCurve(curve, 'booked', true, format)
 */
export async function drawnCurve(
  curve: PayeeCurve,
  basis: Basis,
  isOwn: boolean,
  format: ReaderFormat,
): Promise<DrawnCurve> {
  const { component, measure, unit, currency, points, place, tiers } = curve;
  const made = { curve, basis, isOwn, format };
  if (points.length < 2) return { ...made, chart: null };
  const chart = await lineChart({
    title: `What ${component} pays`,
    xLabel: unit === 'money' ? `${measure}, ${currency}` : measure,
    yLabel: `Earned, ${currency}`,
    points: points.map(({ value, earned }) => ({ label: value, x: value, y: earned })),
    bounds: tiers.flatMap(({ value, pays }) =>
      value === null || !/[1-9]/.test(value) ? [] : [{ x: value, label: pays.replace(' of target', '') }],
    ),
    ...(place !== null && {
      place: { x: place.value, y: place.earned, label: isOwn ? 'You are here' : 'Now' },
    }),
    written: { x: format.brief, y: format.brief },
    inFull: {
      x: (text) => measureText(text, { unit, currency, format }),
      y: (text) => format.money(text, currency),
    },
  });
  return { ...made, chart };
}

/**
 * A payout curve: where the payee is on it and what is missing to more, the picture, the tiers, and its points as a
 * table.
 *
 * @example
 * <PayoutCurveCard drawn={await drawnCurve(curve, 'booked', true, format)} />
 */
export function PayoutCurveCard({
  drawn: { curve, basis, isOwn, chart, format },
}: {
  readonly drawn: DrawnCurve;
}) {
  const { component, window, unit, currency, next, why } = curve;
  const amounts = { unit, currency, format };
  return (
    <Card title={component}>
      <p class="quiet">{format.days(window.from, window.to)}</p>
      {why === null ? null : <p>There is no curve: {why}.</p>}
      <Place curve={curve} amounts={amounts} isOwn={isOwn} />
      {next.length === 0 ? null : (
        <ul>
          {next.map((tier) => (
            <li>{nextStep(tier, { basis, ...amounts })}</li>
          ))}
        </ul>
      )}
      {chart === null ? null : (
        <Chart
          chart={chart}
          caption={`What ${component} pays by what is credited; lines mark where tiers begin`}
        />
      )}
      <Tiers curve={curve} amounts={amounts} />
      {curve.points.length === 0 ? null : (
        <Disclosure summary={`The points of the curve of ${component}`}>
          <Points curve={curve} amounts={amounts} />
        </Disclosure>
      )}
    </Card>
  );
}

interface CurveInWords {
  readonly curve: PayeeCurve;
  readonly amounts: MeasureAmounts;
}

function Place({
  curve: { place, onTarget, currency },
  amounts,
  isOwn,
}: CurveInWords & { readonly isOwn: boolean }) {
  const { format } = amounts;
  if (place === null) return null;
  const { value, attainment, earned } = place;
  const ofQuota = attainment === null ? '' : ` (${percentText(attainment, format)} of quota)`;
  return (
    <p>
      {isOwn ? 'You have' : 'There is'} {measureText(value, amounts)} credited{ofQuota}, which earns{' '}
      <strong>{format.money(earned, currency)}</strong>
      {onTarget === null ? '' : `; ${format.money(onTarget.earned, currency)} at 100% of quota`}.
    </p>
  );
}

function Tiers({ curve: { component, tiers }, amounts }: CurveInWords) {
  return (
    <DataTable
      caption={`Tiers of ${component}`}
      columns={[
        { heading: 'From', namesRow: true, cell: ({ from }) => boundText(from, amounts) },
        {
          heading: 'Which is',
          kind: 'number',
          cell: ({ value }) => (value === null ? '' : measureText(value, amounts)),
        },
        { heading: 'Pays', cell: ({ pays }) => rateText(pays) },
      ]}
      rows={tiers}
      empty={null}
    />
  );
}

function Points({ curve: { component, points, currency }, amounts }: CurveInWords) {
  const { format } = amounts;
  return (
    <DataTable
      caption={`What ${component} pays by what is credited`}
      columns={[
        {
          heading: 'Credited',
          namesRow: true,
          kind: 'number',
          cell: ({ value }) => measureText(value, amounts),
        },
        {
          heading: 'Attainment',
          kind: 'number',
          cell: ({ attainment }: PayoutPoint) => (attainment === null ? '' : percentText(attainment, format)),
        },
        {
          heading: 'Earned',
          kind: 'number',
          cell: ({ earned }) => <Amount format={format} amount={earned} currency={currency} />,
        },
      ]}
      rows={points}
      empty={null}
    />
  );
}
