import { groupedBy } from '../../ledger/grouped-by.js';
import type { Problem, SourceLocation } from '../../problems/problem.js';
import { ProblemText } from '../parts/problems.js';

/** So many lines are shown before and after one that something is wrong with. */
const LINES_AROUND = 3;

/** A problem with its place in a text. */
export interface PlacedProblem extends Problem {
  readonly location: SourceLocation;
}

/**
 * The problems that have a place in a file.
 *
 * @example
 * problemsIn('plans/ae.yaml', report.problems)
 */
export function problemsIn(file: string, problems: readonly Problem[]): readonly PlacedProblem[] {
  return problems.flatMap(({ location, ...each }) =>
    location?.file === file ? [{ ...each, location }] : [],
  );
}

/**
 * The text of a file with line numbers, each problem under its line. Lines far from any problem are folded away.
 *
 * @param id what the ids of its lines begin with: `line` gives `line-12`
 * @example
 * <AnnotatedSource id="line" file="plans/ae.yaml" text={text} problems={problemsIn('plans/ae.yaml', problems)} />
 */
export function AnnotatedSource({
  id,
  file,
  text,
  problems,
}: {
  readonly id: string;
  readonly file: string;
  readonly text: string;
  readonly problems: readonly PlacedProblem[];
}) {
  const lines = linesOf(text);
  const byLine = groupedBy(problems, ({ location }) => Math.min(Math.max(location.line, 1), lines.length));
  const line = (number: number) => (
    <SourceLine id={id} number={number} text={lines[number - 1] ?? ''} problems={byLine.get(number) ?? []} />
  );
  return (
    <section class="source" tabindex={0} aria-label={file}>
      {stretchesOf(lines.length, [...byLine.keys()]).map(({ from, to, isFolded }) => {
        const shown = numbers(from, to).map(line);
        if (!isFolded) return shown;
        return (
          <details>
            <summary>{from === to ? `Line ${from}` : `Lines ${from} to ${to}`}</summary>
            {shown}
          </details>
        );
      })}
    </section>
  );
}

/**
 * The text of a file with line numbers.
 *
 * @example
 * <PlainSource file="plans/ae.yaml" text={text} />
 */
export function PlainSource({ file, text }: { readonly file: string; readonly text: string }) {
  return (
    <section class="source" tabindex={0} aria-label={file}>
      {linesOf(text).map((each, place) => (
        <SourceLine id="line" number={place + 1} text={each} problems={[]} />
      ))}
    </section>
  );
}

function SourceLine({
  id,
  number,
  text,
  problems,
}: {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  readonly problems: readonly PlacedProblem[];
}) {
  return (
    <>
      <div class={problems.length > 0 ? 'source-line is-marked' : 'source-line'} id={`${id}-${number}`}>
        <span class="line-number">{number}</span>
        <code>{text}</code>
      </div>
      {problems.map((each) => (
        <ProblemBelow problem={each} />
      ))}
    </>
  );
}

/** A problem under its line, with a mark at its column. */
function ProblemBelow({ problem: { location, field: _, ...problem } }: { readonly problem: PlacedProblem }) {
  return (
    <div class={`source-problem is-${problem.severity}`}>
      <code class="source-mark" aria-hidden="true">
        {`${' '.repeat(Math.max(location.column - 1, 0))}^`}
      </code>
      <p class="source-message">
        <strong>
          Line {location.line}, column {location.column}:
        </strong>{' '}
        <ProblemText problem={problem} />
      </p>
    </div>
  );
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly isFolded: boolean;
}

/** The lines from the first to the last, parted into those near a marked one and those to be folded away. */
function stretchesOf(count: number, marked: readonly number[]): readonly Stretch[] {
  const near = new Set(marked.flatMap((each) => numbers(each - LINES_AROUND, each + LINES_AROUND)));
  const stretches: Stretch[] = [];
  for (const number of numbers(1, count)) {
    const isFolded = !near.has(number);
    const last = stretches.at(-1);
    if (last?.isFolded === isFolded) stretches[stretches.length - 1] = { ...last, to: number };
    else stretches.push({ from: number, to: number, isFolded });
  }
  return stretches;
}

function numbers(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(to - from + 1, 0) }, (_, place) => from + place);
}

/** The line break at the end begins no further line. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
