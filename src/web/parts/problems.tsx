import type { Problem } from '../../problems/problem.js';

/**
 * Problems as the reader of a page needs them: where, what, what was found and expected, and what to do.
 *
 * @example
 * <Problems problems={report.problems} />
 */
export function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <ul class="problems">
      {problems.map((each) => (
        <li class={`problem is-${each.severity}`}>
          <ProblemText problem={each} />
        </li>
      ))}
    </ul>
  );
}

/**
 * One problem as sentences.
 *
 * @example
 * <ProblemText problem={problem('not-found', 'there is no payee zoe')} />
 */
export function ProblemText({ problem }: { readonly problem: Problem }) {
  const { severity, message, location, subject, field, found, expected, hint } = problem;
  const place = location === undefined ? undefined : `${location.file}, line ${location.line}`;
  const about = [place, subject, field].filter((each) => each !== undefined).join(' · ');
  return (
    <>
      {severity === 'warning' ? <strong>Warning: </strong> : null}
      <span class="problem-message">{sentence(message, found)}</span>
      {about === '' ? null : <span class="problem-place"> ({about})</span>}
      {found === undefined ? null : <span> Found: {found}.</span>}
      {expected === undefined ? null : <span> Expected: {expected}.</span>}
      {isForReaders(hint) ? <span> {sentence(hint)}</span> : null}
    </>
  );
}

/**
 * A text as a sentence of its own.
 *
 * @param quoted what of it is said as it was written, also where the sentence begins with it
 * @example
 * sentence('there is no payee zoe') // 'There is no payee zoe.'
 * sentence('tvc is not known here', 'tvc') // 'tvc is not known here.'
 */
export function sentence(text: string, quoted = ''): string {
  const isQuoted = quoted !== '' && text.startsWith(quoted);
  const begun = isQuoted ? text : text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(begun) ? begun : `${begun}.`;
}

/** Hints that name a path of the API are for programs. */
function isForReaders(hint: string | undefined): hint is string {
  return hint !== undefined && !hint.includes('/api/v1');
}
