import { groupedAmount } from '../money/readable-amount.js';
import { type AdjustmentPreview, previewAdjustments } from '../runs/preview-adjustments.js';
import { counted } from './counted.js';
import { ProblemsFound } from './problems-found.js';
import type { Session } from './session.js';
import { tableText } from './table.js';

/**
 * Adds `attain preview`: what the open period would post of closed ones, before anybody posts it.
 *
 * @example
 * addPreviewCommand(session);
 */
export function addPreviewCommand(session: Session): void {
  session.program
    .command('preview')
    .description('show the prior-period adjustments that the open period would post, and what made them')
    .option('--pay-group <id>', 'only this pay group, such as monthly-USD')
    .action(({ payGroup }: { readonly payGroup?: string }) =>
      session.withDatabase(async (db) => {
        const found = await previewAdjustments(db, payGroup === undefined ? {} : { payGroup });
        if (!found.ok) throw new ProblemsFound(found.problems, 'Nothing was previewed.');
        session.print(found.value, () =>
          found.value.length === 0
            ? 'Nothing is closed yet, so that nothing adjusts it.'
            : found.value.map(previewText).join('\n\n'),
        );
      }),
    );
}

function previewText({ payGroup, postedIn, change, currency, ...preview }: AdjustmentPreview): string {
  const { adjustments, totals, earned, payable } = preview;
  const where = `${payGroup}, posted in ${postedIn}, as of change ${change}`;
  if (adjustments.length === 0) return `${where}: nothing has changed of closed periods.`;
  const amounts = ['Earned', 'Payable'].map((title) => ({ title, align: 'right' }) as const);
  const titles = (...names: readonly string[]) => names.map((title) => ({ title }));
  const lines = tableText(
    [...titles('Payee', 'Of', 'Component', 'Deal'), ...amounts, ...titles('Cause', 'What was changed')],
    adjustments.map((each) => [
      each.payee,
      each.period,
      each.component,
      each.deal ?? '–',
      groupedAmount(each.earned),
      groupedAmount(each.payable),
      each.cause,
      `${each.source} (change ${each.change})`,
    ]),
  );
  const sums = tableText(
    [...titles('Of', 'Cause'), { title: 'Adjustments', align: 'right' }, ...amounts],
    [
      ...totals.map((each) => [
        each.period,
        each.cause,
        String(each.adjustments),
        groupedAmount(each.earned),
        groupedAmount(each.payable),
      ]),
      ['Together', '', String(adjustments.length), groupedAmount(earned), groupedAmount(payable)],
    ],
  );
  const heading = `${where}: ${counted(adjustments.length, 'prior-period adjustment')} in ${currency}`;
  return [heading, lines, sums].join('\n\n');
}
