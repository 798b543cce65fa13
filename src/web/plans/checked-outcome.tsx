import type { ReaderFormat } from '../format/reader-format.js';
import { Badge } from '../parts/badge.js';
import { ActionForm } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { OWN_TEXT } from './comparison-form.js';
import { ExampleTable } from './example-table.js';
import { PayoutCurves, supposedText } from './payout-curves.js';
import type { CheckedRules } from './rule-set.js';

/**
 * Whether a rule file could be published as it was checked.
 *
 * @example
 * <CheckedVerdict checked={checked} mayPublish />
 */
export function CheckedVerdict({
  checked,
  mayPublish,
}: {
  readonly checked: CheckedRules;
  readonly mayPublish: boolean;
}) {
  const { ok, problems, exampleCount } = checked;
  if (!ok) {
    return (
      <p>
        <Badge tone="bad">Cannot be published as it is</Badge>
      </p>
    );
  }
  const warnings = problems.length === 0 ? '' : ', with warnings';
  return (
    <p>
      <Badge tone="good">Nothing is wrong{warnings}</Badge>{' '}
      <span class="quiet">
        All {exampleCount} examples of all files come out as expected. Nothing is published yet
        {mayPublish ? '.' : ': comp admins and administrators publish.'}
      </span>
    </p>
  );
}

/**
 * What the examples of a rule file came to that was checked, and what its plan pays; nothing of a file without either.
 *
 * @example
 * <CheckedOutcome checked={checked} file="plans/ae.yaml" text={text} format={format} />
 */
export function CheckedOutcome({
  checked: { examples, curves },
  file,
  text,
  format,
}: {
  readonly checked: CheckedRules;
  readonly file: string | null;
  readonly text: string;
  readonly format: ReaderFormat;
}) {
  const isPlan = examples.length > 0 || curves !== null;
  if (!isPlan) return null;
  return (
    <>
      <Section
        id="examples"
        title="Examples"
        actions={
          curves === null || file === null ? undefined : (
            <ActionForm
              action="/compare"
              fields={{ plan: curves.plan, with: OWN_TEXT, file, text }}
              label="Compare on past data"
              about="what was checked with what is published"
            />
          )
        }
      >
        <ExampleTable examples={examples} format={format} />
      </Section>
      {curves === null ? null : (
        <Section id="curves" title="Payout curves of this text" about={supposedText(curves, format)}>
          <PayoutCurves curves={curves} format={format} />
        </Section>
      )}
    </>
  );
}
