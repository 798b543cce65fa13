import type { PaymentStatus } from '../../ledger/payouts/payment.js';
import type {
  PayrollColumn,
  PayrollConfirmation,
  PayrollFormat,
  PayrollMapping,
} from '../../ledger/payouts/payroll-mapping.js';
import type { Path } from '../../problems/finding.js';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { decode } from '../../rules/diagnose.js';
import { locatedProblem } from '../../rules/locate-finding.js';
import { readSourceText } from '../../rules/source-text.js';
import { mappingSchema, type WrittenMapping } from './mapping-schema.js';

/**
 * Reads the file that says how a payroll provider wants to be told what to pay, and how it tells what it paid.
 *
 * Without being told: commas, `YYYY-MM-DD`, decimal points, whole units of the currency, what is paid above zero,
 * a line of headings, and the line ends of Windows.
 *
 * @example
 * const mapping = readPayrollMapping(text, 'payroll/adp.yaml');
 */
export function readPayrollMapping(content: string, file: string): Result<PayrollMapping> {
  const { source, problems } = readSourceText(content, file);
  if (source === undefined) return failed(problems);
  const decoded = decode(mappingSchema, source.tree, source);
  if (!decoded.ok) return failed([...problems, ...decoded.problems]);
  const found = [...problems];
  const report = (path: Path, each: Problem): void => {
    found.push(locatedProblem({ path, problem: each }, source));
  };
  const { provider, export: written, confirmation } = decoded.value;
  const columns = columnsOf(written.columns, report);
  const mapping: PayrollMapping = {
    provider,
    export: {
      ...formatOf(written),
      hasHeader: written.header ?? true,
      lineEnd: written.lineEnd === 'unix' ? '\n' : '\r\n',
      columns,
    },
    confirmation: confirmation === undefined ? null : confirmationOf(confirmation, report),
  };
  return found.length > 0 ? failed(found) : ok(mapping);
}

type Report = (path: Path, problem: Problem) => void;
type WrittenExport = WrittenMapping['export'];
type WrittenConfirmation = NonNullable<WrittenMapping['confirmation']>;

const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;

function formatOf(
  written: Pick<WrittenExport, 'delimiter' | 'dates' | 'decimal' | 'amounts' | 'sign'>,
): PayrollFormat {
  return {
    delimiter: DELIMITERS[written.delimiter ?? 'comma'],
    dates: written.dates ?? 'YYYY-MM-DD',
    decimal: written.decimal === 'comma' ? ',' : '.',
    inMinorUnits: written.amounts === 'minor',
    isReversed: written.sign === 'reversed',
  };
}

/** What tells payroll whom to pay; a mapping needs one of them. */
const NAMING_FIELDS: ReadonlySet<string> = new Set(['payee', 'email', 'reference']);

function columnsOf(written: WrittenExport['columns'], report: Report): readonly PayrollColumn[] {
  const columns = written.flatMap(({ column, field, value }, place): readonly PayrollColumn[] => {
    if (field !== undefined && value === undefined) return [{ column, field }];
    if (field === undefined && value !== undefined) return [{ column, value }];
    const message = `the column ${column} needs either a field or a value`;
    report(['export', 'columns', place], problem('missing-key', message, { expected: 'field or value' }));
    return [];
  });
  const fields = columns.flatMap((each) => ('field' in each ? [each.field] : []));
  if (!fields.includes('amount')) {
    report(
      ['export', 'columns'],
      problem('missing-key', 'no column says the amount', { expected: 'field: amount' }),
    );
  }
  if (!fields.some((field) => NAMING_FIELDS.has(field))) {
    const expected = 'field: payee, email or reference';
    report(['export', 'columns'], problem('missing-key', 'no column says who is paid', { expected }));
  }
  return columns;
}

function confirmationOf(written: WrittenConfirmation, report: Report): PayrollConfirmation {
  const { columns } = written;
  const statuses = statusesOf(written, report);
  if (columns.status !== undefined && statuses.size === 0) {
    const message = 'a column says the status, and nothing says what its words mean';
    report(
      ['confirmation'],
      problem('missing-key', message, {
        expected: 'statuses, with the words for paid, pending, failed, returned',
      }),
    );
  }
  return {
    ...formatOf(written),
    columns: {
      payee: columns.payee,
      amount: columns.amount,
      reference: columns.reference,
      date: columns.date,
      status: columns.status ?? null,
      currency: columns.currency ?? null,
    },
    statuses,
  };
}

function statusesOf({ statuses }: WrittenConfirmation, report: Report): ReadonlyMap<string, PaymentStatus> {
  const meanings = new Map<string, PaymentStatus>();
  for (const status of ['paid', 'pending', 'failed', 'returned'] as const) {
    for (const [place, word] of (statuses?.[status] ?? []).entries()) {
      const known = meanings.get(word);
      if (known !== undefined) {
        const message = `${word} means ${known} already`;
        report(
          ['confirmation', 'statuses', status, place],
          problem('duplicate-key', message, { found: word }),
        );
      }
      meanings.set(word, known ?? status);
    }
  }
  return meanings;
}
