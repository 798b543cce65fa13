import { z } from 'zod';
import { Refusal } from '../../http/refusal.js';
import { problem } from '../../problems/problem.js';
import type { NamedText } from '../../runs/payouts/payout-steps.js';
import type { FilledForm } from '../filled-form.js';
import { Disclosure } from '../parts/disclosure.js';
import { FileField } from '../parts/fields.js';

/** The most characters of a mapping. */
const LONGEST_MAPPING = 100_000;

/** The fields by which a mapping comes: as a file, or as the text of one that came before. */
export const MAPPING_FIELDS = {
  mapping: z.instanceof(File).optional(),
  mappingText: z.string().max(LONGEST_MAPPING).optional(),
  mappingName: z.string().max(200).optional(),
};

/** A mapping as a form brings it. */
interface SentMapping {
  readonly mapping?: File | undefined;
  readonly mappingText?: string | undefined;
  readonly mappingName?: string | undefined;
}

/**
 * The mapping that a form brings. Throws a refusal where it brings none, or one that is far too long.
 *
 * @example
 * const mapping = await sentMapping(form);
 */
export async function sentMapping({ mapping, mappingText, mappingName }: SentMapping): Promise<NamedText> {
  const name = (mapping?.name ?? mappingName) || 'mapping.yaml';
  const text = (await mapping?.text()) ?? mappingText;
  const hint = 'choose the file of your payroll provider';
  if (text === undefined || text === '') {
    throw new Refusal(422, [problem('missing-value', 'the mapping is missing', { field: 'mapping', hint })]);
  }
  if (text.length <= LONGEST_MAPPING) return { name, text };
  throw new Refusal(422, [problem('out-of-range', 'this is no mapping', { field: 'mapping', hint })]);
}

/**
 * The field for the mapping of a payroll provider, and what one says.
 *
 * @example
 * <MappingField filled={filled} />
 */
export function MappingField({ filled }: { readonly filled: FilledForm }) {
  return (
    <>
      <FileField
        name="mapping"
        label="Mapping of your payroll provider"
        hint="A YAML file that says which columns payroll wants, and how it says what it paid"
        accept=".yaml,.yml,.json"
        filled={filled}
      />
      <Disclosure summary="What a mapping says">
        <pre>{EXAMPLE}</pre>
      </Disclosure>
    </>
  );
}

const EXAMPLE = `language: 1
provider: adp
export:
  delimiter: comma        # comma, semicolon, tab or pipe
  dates: MM/DD/YYYY
  decimal: point          # point or comma
  columns:                # in the order of the file
    - { column: Employee ID, field: payee }
    - { column: Earnings code, value: COMM }
    - { column: Amount, field: amount }
confirmation:             # what payroll sends back
  dates: MM/DD/YYYY
  columns:
    payee: Employee ID
    amount: Net
    reference: Check
    date: Paid on
    status: State         # left out, every row is paid
  statuses:
    paid: [OK]
    pending: [SENT]
    failed: [ERROR]
    returned: [BOUNCED]

# fields: payee, name, email, amount, currency, payGroup, period,
#         periodFrom, periodTo, payDate, batch, reference
`;
