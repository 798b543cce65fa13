import { groupedAmount } from '../money/readable-amount.js';
import { heldCsv } from '../runs/held/held-csv.js';
import { type PayeeHeld, payeeHeld } from '../runs/held/payee-held.js';
import { counted } from './counted.js';
import { ProblemsFound } from './problems-found.js';
import { publishedOrRefuse } from './published-or-refuse.js';
import type { Session } from './session.js';
import { tableText } from './table.js';

/**
 * Adds `attain held <payee>`: what is earned and not payable yet, and which invoices it waits for.
 *
 * @example
 * addHeldCommand(session);
 */
export function addHeldCommand(session: Session): void {
  session.program
    .command('held')
    .argument('<payee>', 'the id of the payee')
    .description('show what is earned and not payable yet, what it waits for, and which invoices are open')
    .option('--csv', 'print it as CSV')
    .action((payee: string, { csv }: { readonly csv?: boolean }) =>
      session.withDatabase(async (db) => {
        await publishedOrRefuse(db);
        const held = await payeeHeld(db, session.scope, payee);
        if (!held.ok) throw new ProblemsFound(held.problems, 'Nothing is shown.');
        if (csv) session.terminal.out(heldCsv(held.value));
        else session.print(held.value, () => heldText(held.value));
      }),
    );
}

function heldText({ payee, asOf, totals, items }: PayeeHeld): string {
  const heading = `Held of ${payee.name} (${payee.id}) on ${asOf}`;
  if (items.length === 0) return `${heading}: nothing.`;
  const sums = totals.map(({ currency, amount }) => `${groupedAmount(amount)} ${currency}`).join(', ');
  const rows = items.map(({ component, deal, currency, amount, waitsFor }) => [
    deal === null ? '–' : [deal.id, deal.name].filter((each) => each !== null).join(' '),
    component,
    `${groupedAmount(amount)} ${currency}`,
    waitsFor.join('; '),
  ]);
  const columns = [
    { title: 'Deal' },
    { title: 'Component' },
    { title: 'Held', align: 'right' as const },
    { title: 'Waits for' },
  ];
  return [`${heading}: ${sums}`, tableText(columns, rows), ...invoicesText(items)].join('\n\n');
}

function invoicesText(items: PayeeHeld['items']): readonly string[] {
  const invoices = new Map(
    items.flatMap(({ deal, invoices: open }) =>
      open.map((each) => [`${deal?.id} ${each.invoice}`, { deal: deal?.id ?? '', ...each }] as const),
    ),
  );
  if (invoices.size === 0) return [];
  const rows = [...invoices.values()].map((each) => [
    each.invoice,
    each.deal,
    each.dueDate ?? '–',
    `${groupedAmount(each.open)} ${each.currency}`,
    each.overdueDays === 0 ? '' : counted(each.overdueDays, 'day'),
  ]);
  const columns = [
    { title: 'Open invoice' },
    { title: 'Deal' },
    { title: 'Due' },
    { title: 'Open', align: 'right' as const },
    { title: 'Overdue', align: 'right' as const },
  ];
  return [tableText(columns, rows)];
}
