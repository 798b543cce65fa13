import type { ProblemCode } from '../../problems/codes.js';
import { nearestWord } from '../../problems/did-you-mean.js';
import { type Problem, type ProblemDetail, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { Payment, PaymentStatus } from './payment.js';
import type { PayrollConfirmation } from './payroll-mapping.js';
import { payrollDate, readPayrollAmount, readPayrollDate } from './payroll-values.js';

/** A row of a CSV file: its cells, and the line it starts on, from 1. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
}

type Field = keyof PayrollConfirmation['columns'];

/**
 * Reads what payroll confirms: the first row names the columns, each other is a payment. All or nothing: every row
 * that is wrong is a problem, and with one there are no payments.
 *
 * @param currency that of the batch
 * @param file the name by which problems refer to the file
 * @example
 * readPayments(rows, mapping.confirmation, 'USD', 'adp-2026-03.csv')
 */
export function readPayments(
  rows: readonly CsvRow[],
  format: PayrollConfirmation,
  currency: string,
  file: string,
): Result<readonly Payment[]> {
  const [header, ...told] = rows;
  if (header === undefined) {
    return failed([problem('empty-file', `${file} has no header line`, { expected: 'a line of headings' })]);
  }
  const headings = header.cells.map((cell) => cell.trim());
  const columns = Object.entries(format.columns).flatMap(([field, heading]) =>
    heading === null ? [] : [{ field: field as Field, heading, place: headings.indexOf(heading) }],
  );
  const missing = columns.filter(({ place }) => place < 0);
  if (missing.length > 0) return failed(missing.map(({ heading }) => missingColumn(heading, headings, file)));
  const reader = new PaymentReader(format, currency, file, headings.length);
  const places = new Map(columns.map(({ field, place }) => [field, place]));
  const payments = told.flatMap((row) => reader.read(row, places));
  return reader.problems.length > 0 ? failed(reader.problems) : ok(payments);
}

function missingColumn(heading: string, headings: readonly string[], file: string): Problem {
  const meant = nearestWord(heading, headings);
  return problem('missing-column', `the column ${heading} is missing`, {
    location: { file, line: 1, column: 1 },
    found: headings.join(', '),
    hint: meant === undefined ? undefined : `there is ${meant}; correct the mapping where that is meant`,
  });
}

class PaymentReader {
  readonly problems: Problem[] = [];
  readonly #lines = new Map<string, number>();

  constructor(
    readonly format: PayrollConfirmation,
    readonly currency: string,
    readonly file: string,
    readonly width: number,
  ) {}

  read({ cells, line }: CsvRow, places: ReadonlyMap<Field, number>): readonly Payment[] {
    if (cells.every((cell) => cell.trim() === '')) return [];
    const before = this.problems.length;
    if (cells.length !== this.width) {
      this.#refuse(line, 'csv-syntax', `the row has ${cells.length} values`, {
        expected: `${this.width}, as many as there are headings`,
      });
      return [];
    }
    const cell = (field: Field) => cells[places.get(field) ?? -1]?.trim() ?? '';
    const payee = withoutGuard(this.#given(line, 'payee', cell('payee')));
    const reference = withoutGuard(this.#given(line, 'reference', cell('reference')));
    const amount = this.#amount(line, cell('amount'));
    const date = this.#date(line, cell('date'));
    const status = this.#status(line, places.has('status') ? cell('status') : null);
    this.#refuseOtherCurrency(line, places.has('currency') ? cell('currency') : this.currency);
    this.#refuseTwice(line, payee, reference);
    return this.problems.length > before ? [] : [{ payee, reference, amount, date, status, line }];
  }

  #given(line: number, field: Field, text: string): string {
    if (text === '') this.#refuse(line, 'missing-value', `the row says no ${field}`, { field });
    return text;
  }

  #amount(line: number, text: string): bigint {
    const read = readPayrollAmount(text, this.currency, this.format);
    if (read !== null) return read;
    const { decimal, inMinorUnits } = this.format;
    const expected = inMinorUnits ? 'such as 123450' : `such as 1234${decimal}50`;
    this.#refuse(line, 'money-expected', `${text} is no amount in ${this.currency}`, {
      field: 'amount',
      found: text,
      expected: `an amount as the mapping says, ${expected}`,
    });
    return 0n;
  }

  #date(line: number, text: string): string {
    const read = readPayrollDate(text, this.format.dates);
    if (read !== null) return read;
    this.#refuse(line, 'date-expected', `${text} is no day`, {
      field: 'date',
      found: text,
      expected: `a day as the mapping says, such as ${payrollDate('2026-03-31', this.format.dates)}`,
    });
    return '';
  }

  #status(line: number, text: string | null): PaymentStatus {
    if (text === null) return 'paid';
    const known = this.format.statuses.get(text);
    if (known !== undefined) return known;
    this.#refuse(line, 'invalid-value', `the mapping does not say what the status ${text} means`, {
      field: 'status',
      found: text,
      expected: `one of ${[...this.format.statuses.keys()].join(', ')}`,
      hint: 'add it to the statuses of the mapping',
    });
    return 'pending';
  }

  #refuseOtherCurrency(line: number, text: string): void {
    if (text === this.currency) return;
    this.#refuse(line, 'currency-mismatch', `the batch is in ${this.currency}, the row in ${text}`, {
      field: 'currency',
      found: text,
      expected: this.currency,
    });
  }

  #refuseTwice(line: number, payee: string, reference: string): void {
    const key = `${payee}\u0000${reference}`;
    const first = this.#lines.get(key);
    this.#lines.set(key, first ?? line);
    if (first === undefined || payee === '' || reference === '') return;
    this.#refuse(line, 'duplicate-record', `the payment ${reference} of ${payee} is given twice`, {
      field: 'reference',
      found: reference,
      hint: `it is given first in line ${first}; two payments need two references`,
    });
  }

  #refuse(line: number, code: ProblemCode, message: string, detail: ProblemDetail): void {
    this.problems.push(problem(code, message, { location: { file: this.file, line, column: 1 }, ...detail }));
  }
}

/** What an export wrote with an apostrophe in front may come back with it. */
function withoutGuard(text: string): string {
  return /^'[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text;
}
