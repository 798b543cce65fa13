import type { Finding, Path } from '../problems/finding.js';
import { type Problem, problem } from '../problems/problem.js';
import type { SourceText } from './source-text.js';

/**
 * A finding as a problem with its place in the file; at the key that the path ends with, where the key is
 * what is wrong.
 *
 * @example
 * locatedProblem({ path: ['components', 'spiff'], problem: found }, source, 'key');
 */
export function locatedProblem(finding: Finding, source: SourceText, at: 'key' | 'value' = 'value'): Problem {
  const { path } = finding;
  const { code, message, ...detail } = finding.problem;
  const location = at === 'key' ? source.locateKey(path) : source.locate(path);
  return problem(code, message, {
    field: path.length === 0 ? undefined : fieldText(path),
    ...detail,
    location,
  });
}

/**
 * A path as people read it.
 *
 * @example
 * fieldText(['components', 'new-business', 'commission', 'rates', 0]) // 'components.new-business.commission.rates[0]'
 */
function fieldText(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}
