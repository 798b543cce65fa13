import type { ComparedLine } from '../../runs/what-if/compare-lines.js';
import type { WhatIf } from '../../runs/what-if/what-if.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { Disclosure } from '../parts/disclosure.js';
import { sentence } from '../parts/problems.js';
import { Difference } from './difference.js';

/**
 * The lines that would change, each with how it would come about.
 *
 * @param names of the deals that are supposed, by their ids
 * @example
 * <SupposedLines found={found} names={new Map()} format={format} />
 */
export function SupposedLines({
  found: { lines, lineCount },
  names,
  format,
}: {
  readonly found: Pick<WhatIf, 'lines' | 'lineCount'>;
  readonly names: ReadonlyMap<string, string>;
  readonly format: ReaderFormat;
}) {
  const amount = (text: string | null, { currency }: ComparedLine) =>
    text === null ? 'none' : format.money(text, currency);
  return (
    <>
      <DataTable
        caption="Lines that would be new, gone, or of another amount"
        columns={[
          {
            heading: 'Date',
            cell: ({ date }) => <span class="one-line">{format.day(date)}</span>,
            namesRow: true,
          },
          { heading: 'Statement', cell: ({ period }) => format.period(period) },
          { heading: 'Deal', cell: ({ deal }) => dealText(deal, names) },
          { heading: 'Component', cell: ({ component }) => <span class="one-line">{component}</span> },
          { heading: 'Now', kind: 'number', cell: (line) => amount(line.before, line) },
          { heading: 'Would be', kind: 'number', cell: (line) => amount(line.after, line) },
          {
            heading: 'Difference',
            kind: 'number',
            cell: ({ difference, currency }) => (
              <Difference format={format} amount={difference} currency={currency} />
            ),
          },
          { heading: 'How', cell: (line) => <How line={line} format={format} /> },
        ]}
        rows={lines}
        empty={<p>No line would change.</p>}
      />
      {lineCount > lines.length ? (
        <p class="quiet">
          These are the first {format.count(lines.length)} of {format.count(lineCount)} lines.
        </p>
      ) : null}
    </>
  );
}

function dealText(deal: string | null, names: ReadonlyMap<string, string>): string {
  if (deal === null) return '';
  const name = names.get(deal);
  return name === undefined ? deal : `${name} (${deal})`;
}

function How({ line, format }: { readonly line: ComparedLine; readonly format: ReaderFormat }) {
  const { sentences, leaves, currency } = line;
  return (
    <Disclosure
      summary={
        <>
          Why
          <span class="only-heard">
            {' '}
            {dealText(line.deal, new Map())} {line.component}
          </span>
          ?
        </>
      }
    >
      <ul class="sentences">
        {sentences.map((each) => (
          <li>{sentence(each)}</li>
        ))}
        {leaves.map(({ text, amount }) => (
          <li>
            {format.money(amount, currency)}: {text}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
