import type { PayeeScope } from '../../access/scope.js';
import type { Services } from '../../http/services.js';
import type { Problem } from '../../problems/problem.js';
import type { Job } from '../../runs/jobs/jobs.js';
import { payeeNames } from '../../store/payee-list.js';
import { readProblems } from '../../store/payee-problems.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { ProblemText } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { recordAddress } from '../records/record-address.js';
import type { KeptRunReport } from './run-report.js';

/** The most problems that are shown. */
const MOST_SHOWN = 200;

/** More than these are one problem many times. */
const MOST_IN_A_FILE = 100_000;

/** A problem, and whose it is; `null` where only the problem tells. */
interface FoundProblem {
  readonly payee: string | null;
  readonly problem: Problem;
}

/**
 * What keeps statements from being complete, each with the way to the statements of its payee. Of results that are not
 * kept any more, what was noted with the run.
 *
 * @param isShown whether the results of the run are those that are shown
 * @example
 * await PayeeProblems({ job, report, isShown: true, scope, format, db })
 */
export async function PayeeProblems({
  job,
  report,
  isShown,
  scope,
  format,
  db,
}: {
  readonly job: Job;
  readonly report: KeptRunReport;
  readonly isShown: boolean;
  readonly scope: PayeeScope;
  readonly format: ReaderFormat;
  readonly db: Services['db'];
}) {
  const found: readonly FoundProblem[] = isShown
    ? await readProblems(db, scope, { run: report.run, limit: MOST_SHOWN + 1 })
    : errorsOf(job).map((problem) => ({ payee: null, problem }));
  if (found.length === 0) return null;
  const rows = found.slice(0, MOST_SHOWN);
  const named = await namesOf(rows, scope, db);
  const more = found.length > rows.length ? `The first ${format.count(MOST_SHOWN)}. ` : '';
  return (
    <Section
      id="problems"
      title="What keeps statements from being complete"
      about={`${more}Put it right in the records or the rules, and calculate again.`}
    >
      <DataTable
        caption="Problems by payee"
        columns={columnsIn(named)}
        rows={rows}
        exports={isShown ? [{ label: 'CSV', href: `/runs/${job.id}?file=problems` }] : []}
        empty={null}
      />
    </Section>
  );
}

/**
 * What keeps statements from being complete as CSV: all of it that a scope shows, of results that are still kept.
 *
 * @example
 * await payeeProblemsCsv({ run: 7, scope, db }) // 'payee,name,code,about,whatIsWrong,whatToDo\n…'
 */
export async function payeeProblemsCsv({
  run,
  scope,
  db,
}: {
  readonly run: number;
  readonly scope: PayeeScope;
  readonly db: Services['db'];
}): Promise<string> {
  const rows = await readProblems(db, scope, { run, limit: MOST_IN_A_FILE });
  return tableCsv(columnsIn(await namesOf(rows, scope, db)), rows);
}

function namesOf(
  rows: readonly FoundProblem[],
  scope: PayeeScope,
  db: Services['db'],
): Promise<ReadonlyMap<string, string>> {
  const payees = rows.flatMap(({ payee }) => (payee === null ? [] : [payee]));
  return payeeNames(db, scope, [...new Set(payees)]);
}

function columnsIn(named: ReadonlyMap<string, string>): readonly FiledColumn<FoundProblem>[] {
  return [
    {
      heading: 'Payee',
      namesRow: true,
      cell: ({ payee, problem: { subject = '' } }) =>
        payee === null ? (
          subject
        ) : (
          <a href={`/payees/${encodeURIComponent(payee)}/statements`}>{named.get(payee) ?? payee}</a>
        ),
      inFile: {
        payee: ({ payee }) => payee,
        name: ({ payee }) => (payee === null ? null : (named.get(payee) ?? null)),
      },
    },
    {
      heading: 'What is wrong',
      cell: ({ payee, problem }) => (
        <div class="words">
          <ProblemText problem={isNamed(problem, payee) ? withoutSubject(problem) : problem} />
        </div>
      ),
      inFile: {
        code: ({ problem }) => problem.code,
        about: ({ problem }) => problem.subject ?? null,
        whatIsWrong: ({ problem }) => problem.message,
        whatToDo: ({ problem }) => problem.hint ?? null,
      },
    },
  ];
}

function errorsOf({ outcome }: Job): readonly Problem[] {
  return (outcome?.problems ?? []).filter(({ severity }) => severity === 'error');
}

/** Whether the first column says already whose problem it is. */
function isNamed({ subject }: Problem, payee: string | null): boolean {
  return payee === null || subject === payee || subject === `payee ${payee}`;
}

function withoutSubject({ subject: _, ...rest }: Problem): Problem {
  return rest;
}

/**
 * What nobody's results suffer from, but somebody should look at, such as deals that nobody has a share in.
 *
 * @example
 * <RunWarnings job={job} format={format} />
 */
export function RunWarnings({ job, format }: { readonly job: Job; readonly format: ReaderFormat }) {
  const { problems = [], problemCount = 0 } = job.outcome ?? {};
  const rows = problems.filter(({ severity }) => severity === 'warning');
  if (rows.length === 0) return null;
  const isPart = problems.length < problemCount;
  return (
    <Section
      id="warnings"
      title="What somebody should look at"
      about={
        isPart
          ? `The first ${format.count(rows.length)}. No statement suffers from it, but it is seldom meant.`
          : 'No statement suffers from it, but it is seldom meant.'
      }
    >
      <DataTable
        caption="Warnings"
        columns={[
          { heading: 'About', namesRow: true, cell: ({ subject }) => <Subject subject={subject} /> },
          {
            heading: 'What is odd',
            cell: (problem) => (
              <div class="words">
                <ProblemText problem={{ ...withoutSubject(problem), severity: 'error' }} />
              </div>
            ),
          },
        ]}
        rows={rows}
        empty={null}
      />
    </Section>
  );
}

/** Warnings name deals as `deal D-1`. */
function Subject({ subject = '' }: { readonly subject: string | undefined }) {
  const [, deal] = /^deal (.+)$/.exec(subject) ?? [];
  if (deal === undefined) return <>{subject}</>;
  return <a href={recordAddress('deals', deal)}>Deal {deal}</a>;
}
