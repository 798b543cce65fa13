import type { MeasureStanding } from '../../ledger/statement.js';
import type { PayeeMeasure } from '../../runs/history/payee-measures.js';
import type { DrawnChart } from '../charts/drawn-chart.js';
import { gaugeChart } from '../charts/gauge-chart.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Chart } from '../parts/chart.js';
import { Disclosure } from '../parts/disclosure.js';
import { EmptyState } from '../parts/empty-state.js';
import { Card, Cards } from '../parts/section.js';
import {
  boundText,
  fractionOf,
  type MeasureAmounts,
  measureText,
  nextStep,
  rateText,
} from './measure-words.js';

/** A measure with its gauge; `null` where there is no quota. */
export interface DrawnMeasure {
  readonly measure: PayeeMeasure;
  readonly amounts: MeasureAmounts;
  readonly gauge: DrawnChart | null;
}

/**
 * Draws a gauge of every measure that has a quota, with the tiers of the first component that pays by it.
 *
 * @example
 * await drawnMeasures(await payeeMeasures(db, 'ada', attainments), { currency: 'USD', format })
 */
export function drawnMeasures(
  measures: readonly PayeeMeasure[],
  { currency, format }: { readonly currency: string; readonly format: ReaderFormat },
): Promise<readonly DrawnMeasure[]> {
  return Promise.all(
    measures.map(async (measure) => {
      const { attainment, measure: title, unit } = measure.standing;
      const amounts = { unit, currency, format };
      if (attainment === null) return { measure, amounts, gauge: null };
      const tiers = (measure.components[0]?.tiers ?? []).flatMap(({ fraction, pays }) =>
        fraction === null ? [] : [{ from: fraction, label: pays }],
      );
      const gauge = await gaugeChart({ title, attainment: fractionOf(attainment), tiers, format });
      return { measure, amounts, gauge };
    }),
  );
}

/**
 * How far a payee has come in each measure: the gauge, what is credited of the quota, what is missing to the next
 * tiers, and all tiers.
 *
 * @example
 * <MeasureCards measures={await drawnMeasures(measures, { currency, format })} format={format} />
 */
export function MeasureCards({
  measures,
  format,
}: {
  readonly measures: readonly DrawnMeasure[];
  readonly format: ReaderFormat;
}) {
  if (measures.length === 0) {
    return <EmptyState title="No measures">The plan of this period measures nothing.</EmptyState>;
  }
  const leading = measures.filter(({ gauge, measure }) => gauge !== null || measure.components.length > 0);
  const others = measures.filter((each) => !leading.includes(each));
  return (
    <>
      {leading.length === 0 ? null : (
        <Cards>
          {leading.map((drawn) => (
            <Card title={drawn.measure.standing.measure}>
              <MeasureCard drawn={drawn} format={format} />
            </Card>
          ))}
        </Cards>
      )}
      {others.map(({ measure: { standing }, amounts }) => (
        <p>
          <strong>{standing.measure}</strong>: {measureText(standing.credited, amounts)} credited, without a
          quota <span class="quiet">({countedText(standing, format)})</span>
        </p>
      ))}
    </>
  );
}

function countedText({ window, at }: MeasureStanding, format: ReaderFormat): string {
  return `${format.days(window.from, window.to)}, counted through ${format.day(at)}`;
}

function MeasureCard({
  drawn: { measure, amounts, gauge },
  format,
}: {
  readonly drawn: DrawnMeasure;
  readonly format: ReaderFormat;
}) {
  const { standing, basis, components } = measure;
  const { credited, quota, next } = standing;
  const counted = countedText(standing, format);
  const sum = measureText(credited, amounts);
  return (
    <>
      {gauge === null ? <p class="quiet">{counted}</p> : <Chart chart={gauge} caption={counted} inCard />}
      <p>
        {quota === null
          ? `${sum} credited, without a quota.`
          : `${sum} credited of ${measureText(quota, amounts)}.`}
      </p>
      {next.length > 0 ? (
        <ul>
          {next.map((tier) => (
            <li>{nextStep(tier, { basis, ...amounts })}</li>
          ))}
        </ul>
      ) : components.length > 0 ? (
        <p>The highest tier is reached.</p>
      ) : null}
      {components.length === 0 ? null : (
        <Disclosure summary={`All tiers of ${standing.measure}`}>
          <Tiers measure={measure} amounts={amounts} />
        </Disclosure>
      )}
    </>
  );
}

function Tiers({
  measure: { components },
  amounts,
}: {
  readonly measure: PayeeMeasure;
  readonly amounts: MeasureAmounts;
}) {
  return (
    <dl class="tier-list">
      {components.map(({ component, tiers }) => (
        <>
          <dt>{component}</dt>
          {tiers.map(({ from, pays }) => (
            <dd>
              {rateText(pays)} from {boundText(from, amounts)}
            </dd>
          ))}
        </>
      ))}
    </dl>
  );
}
