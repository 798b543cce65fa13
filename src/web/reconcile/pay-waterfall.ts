import type { DrawnChart } from '../charts/drawn-chart.js';
import { type WaterfallStep, waterfallChart } from '../charts/waterfall-chart.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { termWords } from './bridge-words.js';
import { negated } from './sum-amounts.js';
import type { SummedBridge } from './summed-bridge.js';

/**
 * How what was earned became what is paid, as a waterfall; `null` where nothing was earned or paid. Steps of nothing are left out.
 *
 * @example
 * const chart = await payWaterfall(bridges, 'March 2026', format);
 */
export async function payWaterfall(
  bridges: readonly SummedBridge[],
  span: string,
  format: ReaderFormat,
): Promise<DrawnChart | null> {
  const earnings = bridges.find(({ bridge }) => bridge === 'earnings');
  const pay = bridges.find(({ bridge }) => bridge === 'pay');
  if (pay === undefined) return null;
  const { currency } = pay;
  const of = (from: SummedBridge | undefined, term: string) => from?.amounts[term] ?? '0';
  const added = ['guaranteed', 'drawn', 'adjusted'].map((term) => step(termWords(term), of(pay, term)));
  const taken = ['recovered', 'carried'].map((term) =>
    step(term === 'carried' ? 'Carried' : termWords(term), negated(of(pay, term))),
  );
  const held = step(termWords('held'), negated(of(earnings, 'held')));
  const steps: readonly WaterfallStep[] = [
    ...(earnings === undefined ? [] : [sum('earned', of(earnings, 'earned')), ...held]),
    sum('payable', of(pay, 'payable')),
    ...added.flat(),
    ...taken.flat(),
    sum('paid', of(pay, 'paid')),
  ];
  return waterfallChart({
    title: `From earned to paid, ${span}`,
    yLabel: currency,
    steps,
    written: format.brief,
    inFull: (text) => format.money(text, currency),
  });
}

function sum(term: string, value: string): WaterfallStep {
  return { label: termWords(term), value, isSum: true };
}

function step(label: string, value: string): readonly WaterfallStep[] {
  return /[1-9]/.test(value) ? [{ label, value }] : [];
}
