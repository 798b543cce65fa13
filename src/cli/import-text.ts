import type { Correction, ImportResult } from '../intake/import-result.js';
import { formatProblems } from '../problems/format-problem.js';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import { tableText } from './table.js';

const MOST_CORRECTIONS = 20;

/**
 * What came of an import, for people.
 *
 * @example
 * console.log(importText(result));
 */
export function importText(result: ImportResult): string {
  const counts = countsTable(result);
  if (result.accepted) {
    const verdict =
      result.change === undefined ? 'All of this was known already.' : `Imported as change ${result.change}.`;
    return [counts, ...correctionsText(result.corrections), verdict]
      .filter((part) => part !== '')
      .join('\n\n');
  }
  const { problems, problemCount, reportFile } = result;
  const more =
    problemCount > problems.length ? ` The first ${problems.length} of ${problemCount} are shown.` : '';
  const where = reportFile === undefined ? '' : ` All are listed in ${reportFile}.`;
  return [formatProblems(problems), `Nothing was imported.${more}${where}`].join('\n\n');
}

function countsTable({ counts }: ImportResult): string {
  const kinds = Object.keys(counts) as RecordKind[];
  if (kinds.length === 0) return '';
  const columns = ['Read', 'New', 'Known', 'Corrected'].map((title) => ({ title, align: 'right' }) as const);
  const rows = kinds.map((kind) => {
    const { read, inserted, unchanged, corrected } = counts[kind] ?? NONE;
    return [RECORD_KINDS[kind].file, ...[read, inserted, unchanged, corrected].map(String)];
  });
  return tableText([{ title: 'Records' }, ...columns], rows);
}

const NONE = { read: 0, inserted: 0, unchanged: 0, corrected: 0 };

function correctionsText(corrections: readonly Correction[]): readonly string[] {
  if (corrections.length === 0) return [];
  const shown = corrections.slice(0, MOST_CORRECTIONS).map(({ kind, key }) => `  ${kind} ${key}`);
  const more = corrections.length > shown.length ? ['  …'] : [];
  return [['Corrected, what they said before is kept in the history:', ...shown, ...more].join('\n')];
}
