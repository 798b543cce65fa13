import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { bridgeTitle, termWords } from './bridge-words.js';
import { sumWithoutSigns } from './sum-amounts.js';
import type { SummedBridge } from './summed-bridge.js';

/**
 * What is unexplained of all bridges of a period, beside what was received, earned and paid.
 *
 * @example
 * <BridgeTotals bridges={bridges} currency="USD" span="March 2026" format={format} />
 */
export function BridgeTotals({
  bridges,
  currency,
  span,
  format,
}: {
  readonly currency: string;
  readonly format: ReaderFormat;
  readonly bridges: readonly SummedBridge[];
  readonly span: string;
}) {
  const off = bridges.filter(({ unexplained }) => /[1-9]/.test(unexplained));
  const unexplained = sumWithoutSigns(
    bridges.map((each) => each.unexplained),
    currency,
  );
  const shown = [
    ['cash', 'received'],
    ['earnings', 'earned'],
    ['pay', 'paid'],
  ] as const;
  return (
    <Figures>
      <Figure
        label="Unexplained"
        value={format.money(unexplained, currency)}
        detail={
          off.length === 0
            ? `Both sides of every bridge come to the same in ${span}.`
            : `In ${off.map(({ bridge }) => bridgeTitle(bridge).toLowerCase()).join(', ')}.`
        }
        isMain
      />
      {shown.flatMap(([name, term]) => {
        const found = bridges.find(({ bridge }) => bridge === name);
        if (found === undefined) return [];
        return [
          <Figure label={termWords(term)} value={format.money(found.amounts[term] ?? '0', currency)} />,
        ];
      })}
    </Figures>
  );
}
