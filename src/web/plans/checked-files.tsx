import { groupedBy } from '../../ledger/grouped-by.js';
import type { Problem } from '../../problems/problem.js';
import type { RuleFile } from '../../rules/read-rules.js';
import { Problems, sentence } from '../parts/problems.js';
import { AnnotatedSource, problemsIn } from './annotated-source.js';

/**
 * What is wrong with rule files: all of it as a list that leads to the places, then each file with its problems under
 * their lines.
 *
 * @param files in the order in which they are shown; those that nothing is wrong with are left out
 * @example
 * <CheckedFiles files={[{ file: 'plans/ae.yaml', text }]} problems={report.problems} />
 */
export function CheckedFiles({
  files,
  problems,
}: {
  readonly files: readonly RuleFile[];
  readonly problems: readonly Problem[];
}) {
  const byFile = groupedBy(problems, ({ location }) => location?.file ?? null);
  const shown = files.filter(({ file }) => byFile.has(file));
  const names = shown.map(({ file }) => file);
  const elsewhere = problems.filter(
    ({ location }) => location === undefined || !names.includes(location.file),
  );
  return (
    <>
      {elsewhere.length === 0 ? null : <Problems problems={elsewhere} />}
      <ul class="found-places">
        {shown.flatMap(({ file }, place) =>
          problemsIn(file, problems).map(({ location, severity, message, found }) => (
            <li>
              <a href={`#${lineId(place)}-${location.line}`}>
                {file}, line {location.line}
              </a>
              : {severity === 'warning' ? 'warning: ' : ''}
              {sentence(message, found)}
            </li>
          )),
        )}
      </ul>
      {shown.map(({ file, text }, place) => (
        <>
          <h3>{file}</h3>
          <AnnotatedSource id={lineId(place)} file={file} text={text} problems={problemsIn(file, problems)} />
        </>
      ))}
    </>
  );
}

/** Lines of several files stand on one page. */
function lineId(place: number): string {
  return place === 0 ? 'line' : `line-${place + 1}`;
}
