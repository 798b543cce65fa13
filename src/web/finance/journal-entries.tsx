import type { JournalDocument, JournalEntryRow } from '../../runs/accounting/journal-document.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { EmptyState } from '../parts/empty-state.js';
import { Figure, Figures } from '../parts/figure.js';
import { FilterForm } from '../parts/form.js';
import { Problems } from '../parts/problems.js';
import { negated, sumAmounts } from '../reconcile/sum-amounts.js';
import { type AccountingChoices, ChoiceFields } from './accounting-view.js';
import { JournalEntry } from './journal-entry.js';

interface Shown {
  readonly journal: JournalDocument;
  readonly asked: {
    readonly month: string;
    readonly currency: string;
    readonly plan?: string | undefined;
    readonly region?: string | undefined;
  };
  readonly format: ReaderFormat;
}

/**
 * The journal of a month in a currency: what it comes to, and its entries.
 *
 * @param hasChart whether accounts are those of a chart
 * @example
 * <JournalEntries {...{ journal, choices, asked, format }} hasChart={false} />
 */
export function JournalEntries({
  choices,
  hasChart,
  ...shown
}: Shown & { readonly choices: AccountingChoices; readonly hasChart: boolean }) {
  const { journal, asked, format } = shown;
  return (
    <>
      <Totals {...shown} />
      <FilterForm action="/accounting/journal">
        <ChoiceFields choices={choices} filled={filledWith({ ...asked })} format={format} />
      </FilterForm>
      {journal.problems.length === 0 ? null : <Problems problems={journal.problems} />}
      {journal.entries.length === 0 ? (
        <EmptyState
          title="Nothing is to be booked"
          action={<a href="/accounting/journal">Show the latest month</a>}
        >
          {`Nothing was in ${asked.currency} in ${format.period(asked.month)}: choose another month, currency, plan or region.`}
        </EmptyState>
      ) : (
        journal.entries.map((entry) => <JournalEntry entry={entry} hasChart={hasChart} format={format} />)
      )}
    </>
  );
}

function Totals({ journal: { entries, totals }, asked: { month, currency }, format }: Shown) {
  const total = totals.find((each) => each.currency === currency);
  const balances = total === undefined || total.debit === total.credit;
  return (
    <Figures>
      <Figure
        label={`Commission expense of ${format.period(month)}`}
        value={format.money(expenseOf(entries, currency), currency)}
        isMain
      />
      <Figure
        label="All entries, each side"
        value={format.money(total?.debit ?? '0', currency)}
        detail={balances ? 'debits equal credits' : 'does not balance'}
      />
    </Figures>
  );
}

/** What the entries debit the expense of commission by, less what they credit it by. */
function expenseOf(entries: readonly JournalEntryRow[], currency: string): string {
  const lines = entries.flatMap((entry) => entry.lines.filter(({ role }) => role === 'commissionExpense'));
  return sumAmounts(
    lines.flatMap(({ debit, credit }) => [debit, negated(credit)]),
    currency,
  );
}
