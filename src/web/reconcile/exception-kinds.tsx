import { EXCEPTION_KINDS, type ExceptionKind } from '../../ledger/reconcile/exception.js';
import type { ExceptionDocument } from '../../runs/reconcile/find-exceptions.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { Figure, Figures } from '../parts/figure.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { exceptionAbout, exceptionWords } from './exception-words.js';
import { addressOf } from './reconcile-address.js';
import { sumAmounts } from './sum-amounts.js';

interface OfKind {
  readonly kind: ExceptionKind;
  readonly own: readonly ExceptionDocument[];
}

/**
 * How many exceptions there are of each kind and what is at stake, each leading to its own list.
 *
 * @example
 * <ExceptionKinds all={rows} days={90} format={format} />
 */
export function ExceptionKinds({
  all,
  days,
  format,
}: {
  readonly all: readonly ExceptionDocument[];
  readonly days: number;
  readonly format: ReaderFormat;
}) {
  const kinds = kindsOf(all);
  const found = kinds.filter(({ own }) => own.length > 0);
  return (
    <>
      <Figures>
        <Figure
          label="To be looked at"
          value={format.count(all.length)}
          detail={all.length === 0 ? 'nothing stands out' : `of ${found.length} kinds`}
          isMain
        />
      </Figures>
      <DataTable
        caption="By kind"
        columns={columnsIn(days, format)}
        rows={kinds}
        empty={null}
        exports={[
          {
            label: 'CSV',
            href: addressOf('/reconcile/exceptions', { days: String(days), file: 'kinds' }),
          },
        ]}
      />
    </>
  );
}

/**
 * How many exceptions there are of each kind and what is at stake, as CSV; amounts of several currencies stand in one
 * field, each with its own.
 *
 * @example
 * exceptionKindsCsv([], 90, format).split('\n')[1] // 'refunded,Paid on refunded cash,Cash that …,0,'
 */
export function exceptionKindsCsv(
  all: readonly ExceptionDocument[],
  days: number,
  format: ReaderFormat,
): string {
  return tableCsv(columnsIn(days, format), kindsOf(all));
}

function kindsOf(all: readonly ExceptionDocument[]): readonly OfKind[] {
  return EXCEPTION_KINDS.map((kind) => ({ kind, own: all.filter((each) => each.kind === kind) }));
}

function columnsIn(days: number, format: ReaderFormat): readonly FiledColumn<OfKind>[] {
  return [
    {
      heading: 'Kind',
      cell: ({ kind }) => <KindLink kind={kind} days={days} />,
      namesRow: true,
      inFile: { kind: ({ kind }) => kind, name: ({ kind }) => exceptionWords(kind) },
    },
    {
      heading: 'What it means',
      cell: ({ kind }) => exceptionAbout(kind),
      inFile: { about: ({ kind }) => exceptionAbout(kind) },
    },
    {
      heading: 'Number',
      kind: 'number',
      cell: ({ own }) => format.count(own.length),
      inFile: { number: ({ own }) => String(own.length) },
    },
    {
      heading: 'At stake',
      kind: 'number',
      cell: ({ own }) => <AtStake rows={own} format={format} />,
      inFile: {
        atStake: ({ own }) =>
          sumsOf(own)
            .map(({ sum, currency }) => `${sum} ${currency}`)
            .join('; '),
      },
    },
  ];
}

function KindLink({ kind, days }: { readonly kind: ExceptionKind; readonly days: number }) {
  return (
    <a href={`${addressOf('/reconcile/exceptions', { kind, days: String(days) })}#list`}>
      {exceptionWords(kind)}
    </a>
  );
}

function AtStake({
  rows,
  format,
}: {
  readonly rows: readonly ExceptionDocument[];
  readonly format: ReaderFormat;
}) {
  return (
    <>
      {sumsOf(rows).map(({ sum, currency }) => (
        <div>
          <Amount format={format} amount={sum} currency={currency} />
        </div>
      ))}
    </>
  );
}

function sumsOf(rows: readonly ExceptionDocument[]) {
  return [...new Set(rows.map(({ currency }) => currency))].sort().map((currency) => {
    const own = rows.filter((each) => each.currency === currency).map(({ amount }) => amount);
    return { sum: sumAmounts(own, currency), currency };
  });
}
