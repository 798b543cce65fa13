import type { Run } from '../../store/runs.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { Section } from '../parts/section.js';
import { type Entries, Terms } from '../parts/terms.js';
import type { KeptRunReport } from './run-report.js';

/**
 * What a run came to, and whether that is what everybody is shown.
 *
 * @example
 * <RunTotals report={report} isShown format={format} />
 */
export function RunTotals({
  report,
  isShown,
  format,
}: {
  readonly report: KeptRunReport;
  readonly isShown: boolean;
  readonly format: ReaderFormat;
}) {
  const { statements, payees, incomplete, lines, recalculated } = report;
  return (
    <>
      <p>
        {isShown
          ? 'These results are shown to everybody.'
          : 'A later calculation has taken the place of these results.'}
      </p>
      <Figures>
        <Figure
          label="Statements"
          value={format.count(statements)}
          detail={
            recalculated === undefined
              ? `of ${format.count(payees)} payees`
              : `of ${format.count(payees)} payees, ${format.count(recalculated)} of them calculated anew`
          }
          isMain
        />
        <Figure
          label="Incomplete"
          value={format.count(incomplete)}
          detail={incomplete === 0 ? 'no problem keeps any back' : 'a problem keeps them back'}
        />
        <Figure label="Lines" value={format.count(lines)} />
      </Figures>
    </>
  );
}

/**
 * From what a run was calculated, so that it can be calculated again.
 *
 * @param run as its results are kept; `null` where they are not any more
 * @example
 * <RunOrigin report={report} run={run} format={format} />
 */
export function RunOrigin({
  report,
  run,
  format,
}: {
  readonly report: KeptRunReport;
  readonly run: Run | null;
  readonly format: ReaderFormat;
}) {
  const entries: Entries = [
    ['Records and rules', `as of change ${format.count(report.change)}`],
    ['Rules', report.rulesHash],
    ...(run === null
      ? []
      : ([
          ['Inputs', run.inputsHash],
          ['Engine', run.engineVersion],
        ] as const)),
    ['Number of its results', format.count(report.run)],
  ];
  return (
    <Section
      id="origin"
      title="What it was calculated from"
      about="The same records and rules, by their hashes, come to the same results with the same engine."
    >
      <Terms kind="facts" entries={entries} />
    </Section>
  );
}
