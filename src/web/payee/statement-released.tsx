import { payableAtOnce } from '../../ledger/payable-at-once.js';
import type { StatementRelease } from '../../ledger/statement.js';
import type { PageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';
import { ReleasedTable } from './released-table.js';
import type { ShownStatement } from './shown-statement.js';

/**
 * What of a statement became payable, a page at a time; nothing where all of it is payable as soon as it is earned.
 *
 * @param href the address of a page by its number
 * @example
 * <StatementReleased {...shown} released={pageOf(head.releases, 1, 200)} href={(page) => `?released=${page}`} />
 */
export function StatementReleased({
  released: { rows, page, pages },
  href,
  ...shown
}: ShownStatement & {
  readonly released: PageOf<StatementRelease>;
  readonly href: (page: number) => string;
}) {
  const { statement, format } = shown;
  if (rows.length === 0) return null;
  const atOnce = payableAtOnce(statement);
  return (
    <Section
      id="released"
      title="Payable"
      {...(atOnce !== null && {
        about: `${format.money(atOnce, statement.currency)} was payable as soon as it was earned; the rest waited for what stands beside it.`,
      })}
    >
      <ReleasedTable releases={rows} {...shown} />
      <Pager of="what became payable" page={page} pages={pages} href={href} />
    </Section>
  );
}
