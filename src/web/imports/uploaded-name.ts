import { didYouMean } from '../../problems/did-you-mean.js';
import { type Problem, problem } from '../../problems/problem.js';
import { RECORD_KINDS } from '../../records/record-kinds.js';

const KINDS: readonly string[] = Object.values(RECORD_KINDS).map(({ file }) => file);

/**
 * What an uploaded file is called in the spool, where its name tells what is in it; else what is wrong with the name.
 * What browsers add to the name of a copy, such as ` (2)`, and capitals do not matter.
 *
 * @param written as the browser sends it
 * @example
 * uploadedName('Deals (2).csv') // 'deals.csv'
 */
export function uploadedName(written: string): string | Problem {
  // Some browsers send the folders as well.
  const name = written.split(/[\\/]/).at(-1) ?? '';
  const [, kind = '', ending = ''] = /^(.*?)(?: ?\(\d{1,3}\))?\.(csv|json)$/i.exec(name) ?? [];
  if (KINDS.includes(kind.toLowerCase())) return `${kind.toLowerCase()}.${ending.toLowerCase()}`;
  const files = KINDS.map((each) => `${each}.csv`);
  return problem('unknown-file', `the name of ${name} does not tell what is in it`, {
    field: 'files',
    expected: 'the name of a kind of record, such as deals.csv; all of them are listed below',
    hint: didYouMean(name, files),
  });
}
