import { expect } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import type { CivilDate } from '../../../src/calendar/civil-date.js';
import { calculate } from '../../../src/engine/calculate.js';
import { entitlementsOf } from '../../../src/ledger/entitlement.js';
import type { Statement } from '../../../src/ledger/statement.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import { inputsHasher } from '../../../src/runs/inputs-hash.js';
import { readStatements } from '../../../src/runs/read-statements.js';
import { readStoredRules } from '../../../src/runs/stored-rules.js';
import { teamQuestion, teamResults } from '../../../src/runs/team-results.js';
import type { Database } from '../../../src/store/executor.js';
import { listStatements } from '../../../src/store/statements.js';
import { readTeamAttainment } from '../../../src/store/team-attainments.js';
import { renderedStatements } from '../../ledger/rendered-statements.js';

/**
 * Holds what the published run has stored, statement by statement and team by team, against what the engine gives for
 * the same records in memory, to the byte.
 *
 * @example
 * await expectAsEngine(db, records, '2026-04-01');
 */
export async function expectAsEngine(db: Database, records: RecordSet, through: CivilDate): Promise<void> {
  const stored = await storedStatements(db);
  const calculation = await calculated(db, records, through);
  const entitlements = entitlementsOf(calculation);
  const hashOf = inputsHasher(calculation);
  const made = stored[0]?.madeFrom;
  const expected = calculation.payees.flatMap((book) =>
    renderedStatements(calculation, book, entitlements).map((statement) => ({
      ...statement,
      madeFrom: { ...statement.madeFrom, ...made, inputsHash: hashOf(book.payee) },
    })),
  );
  expect(stored).toEqual(expected);
  const incomplete = (payee: string, date: string) =>
    expected.some(
      (each) =>
        each.payee.id === payee &&
        each.status === 'incomplete' &&
        each.period.from <= date &&
        date < each.period.to,
    );
  const segments = calculation.payees.flatMap((book) => book.segments.map(({ segment }) => segment));
  const names = [...calculation.crediting.index.teams.keys()];
  const teams = teamResults(calculation, teamQuestion(segments, names, through), incomplete);
  for (const team of names) {
    expect(await readTeamAttainment(db, EVERY_PAYEE, team)).toEqual(
      teams.filter((each) => each.team === team),
    );
  }
}

async function storedStatements(db: Database): Promise<readonly Statement[]> {
  const summaries = await listStatements(db, EVERY_PAYEE, {});
  const found: Statement[] = [];
  for (const { payee, period } of summaries) {
    found.push(...(await readStatements(db, EVERY_PAYEE, payee, period)));
  }
  return found;
}

async function calculated(db: Database, records: RecordSet, through: CivilDate) {
  const rules = await readStoredRules(db);
  if (!rules.ok) throw new Error(JSON.stringify(rules.problems));
  const { company, plans: versions } = rules.value.book;
  return calculate({ company, versions, records, through });
}
