import { hasErrors, type Problem } from '../../problems/problem.js';
import type { WorkedExample } from '../../rules/plan-document/worked-examples.js';
import type { ExampleResult } from '../../runs/report-examples.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { ProblemText } from '../parts/problems.js';

interface Shown {
  readonly examples: readonly ExampleResult[];
  /** What the engine makes of them, where that is known. */
  readonly worked?: readonly WorkedExample[];
  readonly currency?: string;
  readonly format: ReaderFormat;
}

/**
 * The examples of a plan file: whether each comes out as it expects, and where not, what is calculated instead.
 *
 * @example
 * <ExampleTable examples={report.examples} format={format} />
 */
export function ExampleTable({ examples, worked = [], currency = '', format }: Shown) {
  const byTitle = new Map(worked.map((each) => [each.it, each]));
  const columns = [
    { heading: 'Example', namesRow: true, cell: ({ it }: ExampleResult) => it ?? 'without a name' },
    ...(worked.length === 0
      ? []
      : [
          {
            heading: 'Earned',
            cell: ({ it }: ExampleResult) => (
              <Earned worked={byTitle.get(it ?? '')} currency={currency} format={format} />
            ),
          },
        ]),
    { heading: 'Comes out', cell: (row: ExampleResult) => <Outcome {...row} /> },
  ];
  return (
    <DataTable
      caption="Examples, calculated by the engine"
      columns={columns}
      rows={examples}
      empty={
        <EmptyState title="The file has no examples">
          An example says what somebody with these deals earns; it is tried whenever the file is checked.
        </EmptyState>
      }
    />
  );
}

function Earned({
  worked,
  currency,
  format,
}: {
  readonly worked: WorkedExample | undefined;
  readonly currency: string;
  readonly format: ReaderFormat;
}) {
  if (worked === undefined) return null;
  return (
    <>
      {worked.payees.map(({ payee, earned }) => (
        <div>
          {worked.payees.length > 1 ? `${payee}: ` : ''}
          {format.money(earned, currency)}
        </div>
      ))}
    </>
  );
}

function Outcome({ ok, problems }: Pick<ExampleResult, 'ok' | 'problems'>) {
  return (
    <>
      {ok ? <Badge tone="good">As expected</Badge> : <Badge tone="bad">Other than expected</Badge>}
      {problems.map((each) => (
        <div class={hasErrors([each]) ? 'example-difference' : 'quiet'}>
          <Difference problem={each} />
        </div>
      ))}
    </>
  );
}

/** Which figure of an example is other than expected: both beside each other, as these are what is looked for. */
function Difference({ problem }: { readonly problem: Problem }) {
  const { found, expected, field, code } = problem;
  if (code !== 'example-failed' || found === undefined || expected === undefined) {
    const { field: _, location: __, ...rest } = problem;
    return <ProblemText problem={rest} />;
  }
  return (
    <>
      <code>{field?.replace(/^examples\[\d+\]\.expect\./, '')}</code>: expected <strong>{expected}</strong>,
      computed <strong>{found}</strong>
    </>
  );
}
