import type { ChangedAmount } from '../../ledger/disputes/pay-effects.js';
import type { WhatIf } from '../../runs/what-if/what-if.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { EmptyState } from '../parts/empty-state.js';
import { Figure, Figures } from '../parts/figure.js';
import { ActionForm } from '../parts/form.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { payeeAddress } from '../payee/payee-address.js';
import { Difference } from './difference.js';
import { StandingTable } from './standing-table.js';
import { SupposedLines } from './supposed-lines.js';
import { ComponentTable, changedFigures, FIGURES, PeriodTable } from './what-if-tables.js';

/**
 * What would be of a payee's pay: in all, by period and component, attainment, and every line that would change.
 *
 * @param names of the deals that are supposed, by their ids
 * @param asked what was filled in, by which it can be had as a file
 * @param reads the fields that the plan's conditions read, in words
 * @example
 * <WhatIfAnswer found={found} names={new Map()} asked={{ through }} reads={['Type']} format={format} />
 */
export function WhatIfAnswer({
  found,
  names,
  asked,
  reads,
  format,
}: {
  readonly found: WhatIf;
  readonly names: ReadonlyMap<string, string>;
  readonly asked: Readonly<Record<string, string>>;
  readonly reads: readonly string[];
  readonly format: ReaderFormat;
}) {
  const { periods, currencies, lineCount, problems, through, payee } = found;
  const isOther = periods.some((each) => changedFigures(each).length > 0) || lineCount > 0;
  return (
    <div id="answer" class="answer" tabindex={-1} autofocus>
      <Section
        id="together"
        title="What would be"
        about={aboutText(found, format)}
        actions={
          <ActionForm
            action={payeeAddress(payee.id, 'what-if')}
            fields={{ ...asked, as: 'csv' }}
            label="CSV"
            about="of what would be"
          />
        }
      >
        {currencies.map((each, place) => (
          <Figures>
            {FIGURES.map(([name, label]) => (
              <Figure
                label={`${label} in ${each.currency}`}
                value={<Difference format={format} amount={each[name].difference} currency={each.currency} />}
                detail={beforeAndAfter(each[name], each.currency, format)}
                isMain={place === 0 && name === 'earned'}
              />
            ))}
          </Figures>
        ))}
        {problems.length === 0 ? null : <Problems problems={problems} />}
        {isOther ? null : (
          <EmptyState title="Nothing would change">
            Through {format.day(through)} the pay of {payee.name} stays as it is. A deal counts from its close
            date on
            {reads.length === 0 ? '' : `, and where the plan’s conditions are met: look at ${listed(reads)}`}.
          </EmptyState>
        )}
      </Section>
      {isOther ? (
        <>
          <Section id="by-period" title="By period">
            <PeriodTable periods={periods} format={format} />
          </Section>
          <Section id="by-component" title="By component">
            <ComponentTable periods={periods} format={format} />
          </Section>
          <Section id="attainment" title="Attainment">
            <StandingTable periods={periods} format={format} />
          </Section>
          <Section id="lines" title="Lines that would change">
            <SupposedLines found={found} names={names} format={format} />
          </Section>
        </>
      ) : null}
    </div>
  );
}

function aboutText({ through, payee }: WhatIf, format: ReaderFormat): string {
  return `The pay of ${payee.name} with what is supposed, held against what is known, through ${format.day(through)}. Held is what waits at the end.`;
}

function beforeAndAfter({ before, after }: ChangedAmount, currency: string, format: ReaderFormat): string {
  return before === after
    ? `${format.money(after, currency)} as it is`
    : `${format.money(after, currency)} instead of ${format.money(before, currency)}`;
}

function listed(words: readonly string[]): string {
  const lower = words.map((each) => each.toLowerCase());
  const last = lower.pop() ?? '';
  return lower.length === 0 ? last : `${lower.join(', ')} and ${last}`;
}
