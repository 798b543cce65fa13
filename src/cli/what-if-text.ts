import type { ChangedAmount } from '../ledger/disputes/pay-effects.js';
import { groupedAmount } from '../money/readable-amount.js';
import { formatProblems } from '../problems/format-problem.js';
import type { ComparedPeriod } from '../runs/what-if/compare-supposed.js';
import type { WhatIf } from '../runs/what-if/what-if.js';
import { counted } from './counted.js';
import { tableText } from './table.js';

const FIGURES = [
  ['earned', 'Earned'],
  ['payable', 'Payable'],
  ['held', 'Held'],
  ['paid', 'Paid'],
] as const;

/**
 * What would be of a payee's pay, as a page to read.
 *
 * @example
 * session.print(found, () => whatIfText(found));
 */
export function whatIfText(found: WhatIf): string {
  const { payee, through, currencies, periods, lines, lineCount, problems } = found;
  const totals = currencies.flatMap(({ currency, ...amounts }) =>
    FIGURES.map(([name, title]) => [title, currency, ...cells(amounts[name])]),
  );
  const more = lineCount > lines.length ? `\n… and ${counted(lineCount - lines.length, 'more line')}` : '';
  return [
    `What would be of the pay of ${payee.name} (${payee.id}) through ${through}; nothing is kept.`,
    tableText([{ title: 'Together' }, { title: 'Currency' }, ...AMOUNTS], totals),
    tableText(
      [{ title: 'Period' }, { title: 'Currency' }, { title: '' }, ...AMOUNTS],
      periods.flatMap(periodRows),
    ),
    ...attainments(periods),
    lines.length === 0
      ? 'No line would be other.'
      : `${counted(lineCount, 'line')} would be other:\n${lines.map(lineText).join('\n')}${more}`,
    ...(problems.length === 0 ? [] : [formatProblems(problems)]),
  ].join('\n\n');
}

const AMOUNTS = ['Before', 'After', 'Difference'].map((title) => ({ title, align: 'right' }) as const);

function cells({ before, after, difference }: ChangedAmount): readonly string[] {
  return [before, after, difference].map(groupedAmount);
}

function periodRows(period: ComparedPeriod): readonly (readonly string[])[] {
  return FIGURES.map(([name, title]) => [period.period, period.currency, title, ...cells(period[name])]);
}

function attainments(periods: readonly ComparedPeriod[]): readonly string[] {
  const rows = periods.flatMap(({ period, attainments: standings }) =>
    standings
      .filter(({ before, after }) => before?.attainment !== after?.attainment)
      .map(({ measure, before, after }) => [
        period,
        measure,
        before?.attainment ?? '–',
        after?.attainment ?? '–',
        (after?.next ?? [])
          .map(({ distance, pays }) => `${groupedAmount(distance)} more to reach ${pays}`)
          .join('; '),
      ]),
  );
  if (rows.length === 0) return [];
  const titles = ['Attainment', 'Measure', 'Before', 'After', 'Next'];
  return [
    tableText(
      titles.map((title) => ({ title })),
      rows,
    ),
  ];
}

function lineText({
  period,
  component,
  deal,
  before,
  after,
  sentences,
  leaves,
}: WhatIf['lines'][number]): string {
  const [was, is] = [before, after].map((each) => (each === null ? 'nothing' : groupedAmount(each)));
  return [
    `  ${period} ${component}${deal === null ? '' : `, deal ${deal}`}: ${is} instead of ${was}`,
    ...sentences.map((each) => `    ${each}`),
    ...leaves.map(({ text, amount }) => `    ${groupedAmount(amount)}: ${text}`),
  ].join('\n');
}
