import type { ExceptionKind } from '../../ledger/reconcile/exception.js';
import type { ExceptionDocument } from '../../runs/reconcile/find-exceptions.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { ownPay } from '../layout/navigation.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { sentence } from '../parts/problems.js';
import { exceptionWords, reasonText, remedyText } from './exception-words.js';
import { dealAddress } from './reconcile-address.js';

/**
 * Exceptions one by one: what is odd, why, what to do and what is at stake.
 *
 * @example
 * <ExceptionTable rows={rows} names={names} kind={undefined} isNothing={false} csv={href} format={format} />
 */
export function ExceptionTable({
  rows,
  names,
  kind,
  isNothing,
  csv,
  format,
}: {
  readonly rows: readonly ExceptionDocument[];
  readonly names: ReadonlyMap<string, string>;
  readonly kind: ExceptionKind | undefined;
  readonly isNothing: boolean;
  readonly csv: string;
  readonly format: ReaderFormat;
}) {
  const what: Column<ExceptionDocument> = { heading: 'What', cell: (row) => exceptionWords(row.kind) };
  return (
    <DataTable
      caption="By payee and then by deal"
      columns={[
        {
          heading: 'Deal',
          cell: ({ deal }) => (
            <a class="one-line" href={dealAddress(deal)}>
              {deal}
            </a>
          ),
          namesRow: true,
        },
        ...(kind === undefined ? [what] : []),
        {
          heading: 'Payee',
          cell: ({ payee }) =>
            payee === null ? '' : <a href={ownPay(payee)}>{names.get(payee) ?? payee}</a>,
        },
        {
          heading: 'Why, and what to do',
          cell: ({ why, whatToDo, currency }) => (
            <>
              {sentence(reasonText(why, currency, format))}
              <div class="quiet">{sentence(remedyText(whatToDo))}</div>
            </>
          ),
        },
        {
          heading: 'At stake',
          kind: 'number',
          cell: ({ amount, currency }) => <Amount format={format} amount={amount} currency={currency} />,
        },
      ]}
      rows={rows}
      empty={
        <EmptyState title={isNothing ? 'There are no exceptions' : 'There are none of this kind'}>
          {isNothing
            ? 'What was paid agrees with the customers’ cash, and every won deal is credited.'
            : 'Choose another kind above.'}
        </EmptyState>
      }
      exports={[{ label: 'CSV', href: csv }]}
    />
  );
}
