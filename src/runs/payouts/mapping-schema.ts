import { z } from 'zod';
import { PAYROLL_FIELDS, type PayrollField } from '../../ledger/payouts/payroll-mapping.js';
import { isDatePattern } from '../../ledger/payouts/payroll-values.js';
import { refuse, type ScalarKind, scalar } from '../../records/scalar.js';
import { text, truth, word } from '../../records/values.js';

const DATES: ScalarKind = {
  code: 'invalid-value',
  expected: 'how days are written, such as MM/DD/YYYY',
  editor: { type: 'string' },
};

const format = {
  delimiter: word(['comma', 'semicolon', 'tab', 'pipe']).optional(),
  dates: datePattern().optional(),
  decimal: word(['point', 'comma']).optional(),
  amounts: word(['major', 'minor']).optional(),
  sign: word(['plain', 'reversed']).optional(),
};

// The keys of the one table of fields; there is always a first.
const [firstField, ...otherFields] = Object.keys(PAYROLL_FIELDS) as [PayrollField, ...PayrollField[]];

const columnSchema = z.strictObject({
  column: text(),
  field: word([firstField, ...otherFields]).optional(),
  value: z.string().optional(),
});

/** The written form of a payroll mapping. */
export const mappingSchema = z.strictObject({
  language: word(['1']),
  provider: text(),
  export: z.strictObject({
    ...format,
    header: truth().optional(),
    lineEnd: word(['windows', 'unix']).optional(),
    columns: z.array(columnSchema).min(1),
  }),
  confirmation: z
    .strictObject({
      ...format,
      columns: z.strictObject({
        payee: text(),
        amount: text(),
        reference: text(),
        date: text(),
        status: text().optional(),
        currency: text().optional(),
      }),
      statuses: z
        .strictObject({
          paid: z.array(text()).optional(),
          pending: z.array(text()).optional(),
          failed: z.array(text()).optional(),
          returned: z.array(text()).optional(),
        })
        .optional(),
    })
    .optional(),
});

/** A payroll mapping as written, its values decoded. */
export type WrittenMapping = z.output<typeof mappingSchema>;

function datePattern() {
  return scalar<string>(DATES, (written) =>
    isDatePattern(written) ? { value: written } : refuse(DATES, written),
  );
}
