import type { Problem } from '../../problems/problem.js';
import type { RuleFile } from '../../rules/read-rules.js';
import { Section } from '../parts/section.js';
import { CheckedFiles } from './checked-files.js';

/**
 * What is wrong with rule files that are written, in the files in which it is; nothing where nothing is.
 *
 * @param written the files that somebody works on
 * @param others those that are published and stay as they are: what is written can be wrong for their examples
 * @example
 * <FoundInFiles written={[{ file: 'plans/ae.yaml', text }]} others={[]} problems={report.problems} />
 */
export function FoundInFiles({
  written,
  others,
  problems,
}: {
  readonly written: readonly RuleFile[];
  readonly others: readonly RuleFile[];
  readonly problems: readonly Problem[];
}) {
  if (problems.length === 0) return null;
  const names = written.map(({ file }) => file);
  const told = standingAlone(names, problems);
  return (
    <Section id="problems" title="What is wrong">
      <CheckedFiles files={[...written, ...others]} problems={told} />
      {told.length === problems.length ? null : (
        <p class="quiet">
          This comes first. What the examples of other files come to is shown once it is mended.
        </p>
      )}
    </Section>
  );
}

/**
 * The problems that stand alone. While an example of a file that is written fails, those of other files mostly fail by
 * the same; and while such a file cannot be read, whatever needs it fails as well, which says nothing.
 *
 * @example
 * standingAlone(['plans/ae.yaml'], report.problems)
 */
export function standingAlone(written: readonly string[], problems: readonly Problem[]): readonly Problem[] {
  const isOwn = ({ location }: Problem) => location !== undefined && written.includes(location.file);
  const causes = problems.filter((each) => each.severity === 'error' && isOwn(each));
  if (causes.length === 0) return problems;
  if (causes.every(isOfExample)) return problems.filter((each) => isOwn(each) || !isOfExample(each));
  return problems.filter((each) => !isOfExample(each) && (each.location === undefined || isOwn(each)));
}

function isOfExample({ code }: Problem): boolean {
  return code === 'example-failed';
}
