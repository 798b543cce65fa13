import type { Child } from 'hono/jsx';
import type { ReaderFormat } from '../format/reader-format.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { Section } from '../parts/section.js';
import { payeeAddress } from './payee-address.js';
import type { OwnVersion } from './plan-versions.js';

const STATES: Readonly<Record<OwnVersion['state'], Child>> = {
  over: 'Over',
  current: <Badge tone="good">In force</Badge>,
  later: 'Not in force yet',
  unknown: 'Published since the last calculation',
};

/**
 * All plans and versions that a payee is on, with the way to each.
 *
 * @param shown those that the page shows
 * @example
 * <PlanVersionTable payee="ada" versions={versions} shown={chosen} format={format} />
 */
export function PlanVersionTable({
  payee,
  versions,
  shown,
  format,
}: {
  readonly payee: string;
  readonly versions: readonly OwnVersion[];
  readonly shown: readonly OwnVersion[];
  readonly format: ReaderFormat;
}) {
  return (
    <Section id="versions" title="All plans and versions">
      <DataTable
        caption="In the order in which they come into force"
        columns={[
          {
            heading: 'Plan',
            namesRow: true,
            cell: (own) =>
              shown.includes(own) ? (
                `${own.title} (shown)`
              ) : (
                <a href={`${payeeAddress(payee, 'plan')}?version=${encodeURIComponent(own.hash)}`}>
                  {own.title}
                </a>
              ),
          },
          { heading: 'Version', cell: ({ hash }) => <code>{hash.slice(0, 12)}</code> },
          {
            heading: 'State',
            cell: ({ state }) => STATES[state],
          },
          {
            heading: 'Accepted',
            cell: ({ acceptedAt }) =>
              acceptedAt === null ? <Badge tone="waiting">Not yet</Badge> : format.moment(acceptedAt),
          },
        ]}
        rows={versions}
        empty={null}
      />
    </Section>
  );
}
