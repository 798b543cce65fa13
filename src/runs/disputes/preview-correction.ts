import type { CivilDate } from '../../calendar/civil-date.js';
import { addDays } from '../../calendar/civil-date.js';
import { importBodyAlong } from '../../intake/import-records.js';
import type { ProposedCorrection } from '../../ledger/disputes/dispute.js';
import { type ComparedStatement, type PayEffect, payEffects } from '../../ledger/disputes/pay-effects.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { discard } from '../../store/change.js';
import type { Database, Transaction } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { RecordReader } from '../../store/record-reader.js';
import { publishedRun } from '../../store/runs.js';
import { groupStatements } from '../closing/group-statements.js';
import { packageFile } from '../package-file.js';
import { peopleNeeded } from '../people-needed.js';
import { readStoredRules, type StoredRules } from '../stored-rules.js';
import { correctionBody } from './correction-body.js';

/**
 * What corrections would do to everybody's open statements: they are taken in as an import would take them,
 * calculated, and taken back, all in one transaction, so that nothing of it stays and nobody sees it. Fails where
 * the import would refuse them, and before anything is calculated.
 *
 * @example
 * const effects = await previewCorrection(db, dispute.corrections);
 * effects.ok && effects.value.map(({ payee, earned }) => [payee, earned.difference])
 */
export async function previewCorrection(
  db: Database,
  corrections: readonly ProposedCorrection[],
): Promise<Result<readonly PayEffect[]>> {
  const [rules, run] = [await readStoredRules(db), await publishedRun(db)];
  if (!rules.ok) return rules;
  if (run === null) {
    const hint = 'attain calculate makes them';
    return failed([problem('not-found', 'there are no statements yet', { hint })]);
  }
  if (corrections.length === 0) return ok([]);
  const { company } = rules.value.book;
  const body = await correctionBody(db, corrections, company);
  if (!body.ok) return body;
  const deals = corrections.map(({ fields }) => fields['deal'] ?? fields['id'] ?? '');
  const through = addDays(run.through, 1);
  const options = { company, actor: 'preview', command: 'preview', onConflict: 'correct' } as const;
  const { result, along } = await importBodyAlong(db, body.value, options, async (trx, change) => {
    const asked = { rules: rules.value, deals, through, before: change - 1, after: change };
    return discard(await effectsWithin(trx, asked));
  });
  if (!result.accepted) return failed(result.problems);
  return along ?? ok([]);
}

interface EffectsQuestion {
  readonly rules: StoredRules;
  readonly deals: readonly string[];
  readonly through: CivilDate;
  /** The changes after which statements are held against each other. */
  readonly before: number;
  readonly after: number;
}

async function effectsWithin(
  trx: Transaction,
  { rules, deals, through, before, after }: EffectsQuestion,
): Promise<Result<readonly PayEffect[]>> {
  const payees = await payeesConcerned(trx, rules, deals, [before, after]);
  const statements: (readonly ComparedStatement[])[] = [];
  for (const change of [before, after]) {
    const engineVersion = packageFile().version;
    const found = await groupStatements(trx, { change, through, payees, engineVersion });
    if (!found.ok) return found;
    statements.push(found.value.statements.map(({ built }) => built));
  }
  const [old = [], now = []] = statements;
  return ok(payEffects(old, now));
}

/** Whoever has a share of the deals before or after, and all whose pay depends on theirs. */
async function payeesConcerned(
  trx: Transaction,
  { book: { plans, territories } }: StoredRules,
  deals: readonly string[],
  changes: readonly number[],
): Promise<ReadonlySet<string>> {
  const organization = await readRecordSet(trx, { payees: [] });
  const everybody = organization.payee.map(({ id }) => id);
  // Which deals territories give to whom shows only from all deals.
  if (territories !== null) return new Set(everybody);
  const holders = new Set<string>();
  for (const change of changes) {
    const splits = await new RecordReader(trx, change).where('split', 'deal', [...new Set(deals)].sort());
    for (const { payee } of splits) holders.add(payee);
  }
  return new Set(
    everybody.filter((payee) => peopleNeeded(payee, organization, plans).some((each) => holders.has(each))),
  );
}

/**
 * Whether an import would take corrections, as they are now: nothing where it would, else what is wrong.
 *
 * @example
 * const refused = await refusedCorrection(db, corrections);
 */
export async function refusedCorrection(
  db: Database,
  corrections: readonly ProposedCorrection[],
): Promise<Result<null>> {
  if (corrections.length === 0) return ok(null);
  const rules = await readStoredRules(db);
  if (!rules.ok) return rules;
  const { company } = rules.value.book;
  const body = await correctionBody(db, corrections, company);
  if (!body.ok) return body;
  const options = { company, actor: 'preview', command: 'preview', onConflict: 'correct' } as const;
  const { result } = await importBodyAlong(db, body.value, options, async () => discard(null));
  return result.accepted ? ok(null) : failed(result.problems);
}
