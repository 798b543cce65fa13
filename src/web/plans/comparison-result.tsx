import type { KeptComparison } from '../../runs/jobs/run-comparison.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Figure, Figures } from '../parts/figure.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';
import { type ComparedPart, comparedColumns, namedIn } from './compared-columns.js';

/** The most payees that one page shows. */
const PAYEES_ON_A_PAGE = 200;

interface Shown {
  readonly kept: KeptComparison;
  readonly format: ReaderFormat;
  /** The page itself. */
  readonly address: string;
  readonly page: number;
}

/**
 * What another version of a plan would have made of past data: in all, by component, by period, and by payee.
 *
 * @example
 * <ComparisonResult kept={kept} format={format} address="/compare/7" page={1} />
 */
export function ComparisonResult({ kept, format, address, page: asked }: Shown) {
  const { totals, components, periods, payees } = kept.comparison;
  if (totals.length === 0) {
    return (
      <EmptyState title="The plan pays nobody in these months" action={<a href="/compare">Compare again</a>}>
        Neither version earns anything: choose months in which somebody is on the plan.
      </EmptyState>
    );
  }
  const { rows, page, pages } = pageOf(payees, asked, PAYEES_ON_A_PAGE);
  const named = namedIn(format);
  const hasCurrency = totals.length > 1;
  const file = (part: ComparedPart) => ({ label: 'CSV', href: `${address}?file=${part}` });
  return (
    <>
      <Differences kept={kept} format={format} />
      <Section id="totals" title="In all">
        <DataTable
          caption="By currency"
          columns={comparedColumns(named.totals, true, format)}
          rows={totals}
          exports={[file('totals')]}
          empty={null}
        />
      </Section>
      <Section id="components" title="By component">
        <DataTable
          caption="What each component earns"
          columns={comparedColumns(named.components, hasCurrency, format)}
          rows={components}
          exports={[file('components')]}
          empty={null}
        />
      </Section>
      <Section id="periods" title="By pay period">
        <DataTable
          caption="What each period earns"
          columns={comparedColumns(named.periods, hasCurrency, format)}
          rows={periods}
          exports={[file('periods')]}
          empty={null}
        />
      </Section>
      <Section id="payees" title="By payee" about={payeesText(kept, format)}>
        <DataTable
          caption="What each payee earns"
          columns={comparedColumns(named.payees, hasCurrency, format)}
          rows={rows}
          exports={[
            file('payees'),
            { label: 'CSV of every payee, period and component', href: `${address}/rows.csv` },
          ]}
          empty={null}
        />
        <Pager of="payees" page={page} pages={pages} href={(number) => `${address}?page=${number}#payees`} />
      </Section>
    </>
  );
}

function payeesText({ comparison: { payees }, payeeCount }: KeptComparison, format: ReaderFormat): string {
  if (payeeCount <= payees.length) return 'The greatest difference first.';
  return `The ${format.count(payees.length)} greatest differences of ${format.count(payeeCount)}; the file of every payee has all.`;
}

function Differences({ kept: { comparison }, format }: Pick<Shown, 'kept' | 'format'>) {
  const { totals, gain, lose, same, incomplete } = comparison;
  return (
    <Figures>
      {totals.map(({ currency, earned }, place) => (
        <Figure
          label={
            totals.length > 1
              ? `${changeText(earned.difference)}, ${currency}`
              : changeText(earned.difference)
          }
          value={<Amount format={format} amount={earned.difference} currency={currency} />}
          detail={`${format.money(earned.before, currency)} before, ${format.money(earned.after, currency)} after`}
          isMain={place === 0}
        />
      ))}
      <Figure label="Earn more" value={format.count(gain)} detail="payees" />
      <Figure label="Earn less" value={format.count(lose)} detail="payees" />
      <Figure label="Earn the same" value={format.count(same)} detail="payees" />
      {incomplete === 0 ? null : (
        <Figure
          label="Not known in full"
          value={format.count(incomplete)}
          detail="payees of whom something is missing, such as a quota"
        />
      )}
    </Figures>
  );
}

/** Whether a difference is a gain, in words beside its sign. */
function changeText(difference: string): string {
  if (difference.startsWith('-')) return 'Less is earned';
  return /[1-9]/.test(difference) ? 'More is earned' : 'As much is earned';
}
