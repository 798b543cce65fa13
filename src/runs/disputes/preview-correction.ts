import type { CivilDate } from '../../calendar/civil-date.js';
import { addDays } from '../../calendar/civil-date.js';
import { importBodyAlong } from '../../intake/import-records.js';
import type { ProposedCorrection } from '../../ledger/disputes/dispute.js';
import { type PayEffect, payEffects } from '../../ledger/disputes/pay-effects.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { discard } from '../../store/change.js';
import { readChangedInputs } from '../../store/changed-inputs.js';
import type { Database, Transaction } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { RecordReader } from '../../store/record-reader.js';
import { publishedRun } from '../../store/runs.js';
import { type SupposedChange, statementsOfPayees } from '../closing/group-statements.js';
import { packageFile } from '../package-file.js';
import { peopleNeeded } from '../people-needed.js';
import { readStoredRules, type StoredRules } from '../stored-rules.js';
import { NOTHING_LAID_OVER } from '../what-if/overlay.js';
import { correctionBody } from './correction-body.js';

/**
 * What corrections would do to everybody's open statements: they are taken in as an import would take them and taken
 * back at once, so that nothing of it stays and nobody sees it; what they leave is calculated from a copy in memory,
 * while others write. Fails where the import would refuse them, and before anything is calculated.
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
  const deals = [...new Set(corrections.map(({ fields }) => fields['deal'] ?? fields['id'] ?? ''))].sort();
  const options = { company, actor: 'preview', command: 'preview', onConflict: 'correct' } as const;
  // Only what an import makes of them waits for other writers: it is calculated when it is taken back.
  const { result, along } = await importBodyAlong(db, body.value, options, async (trx, change) =>
    discard(await correctedDeals(trx, deals, change)),
  );
  if (!result.accepted) return failed(result.problems);
  if (along === null) return ok([]);
  const asked = { rules: rules.value, through: addDays(run.through, 1), corrected: along };
  return db.read((trx) => effectsWithin(trx, asked));
}

/** Deals as corrections leave them, and before which change. */
interface CorrectedDeals {
  readonly before: number;
  readonly supposed: SupposedChange;
  /** Who shares the deals after the corrections. */
  readonly holders: readonly string[];
}

async function correctedDeals(
  trx: Transaction,
  ids: readonly string[],
  change: number,
): Promise<CorrectedDeals> {
  const before = change - 1;
  const after = new RecordReader(trx, change);
  const splits = await after.where('split', 'deal', ids);
  const stored = await new RecordReader(trx, before).where('split', 'deal', ids);
  const overlay = {
    ...NOTHING_LAID_OVER,
    deals: await after.where('deal', 'id', ids),
    splits: new Map(ids.map((id) => [id, splits.filter(({ deal }) => deal === id)])),
  };
  const changes = await readChangedInputs(trx, { after: before, through: change });
  const isShared = ids.every((id) => stored.some(({ deal }) => deal === id));
  const supposed = { overlay, isShared, holders: stored.map(({ payee }) => payee), changes };
  return { before, supposed, holders: splits.map(({ payee }) => payee) };
}

interface EffectsQuestion {
  readonly rules: StoredRules;
  readonly through: CivilDate;
  readonly corrected: CorrectedDeals;
}

async function effectsWithin(
  trx: Transaction,
  { rules, through, corrected }: EffectsQuestion,
): Promise<Result<readonly PayEffect[]>> {
  const { before: change, supposed } = corrected;
  const payees = await payeesConcerned(trx, rules, corrected);
  const asked = { change, through, payees, engineVersion: packageFile().version };
  const old = await statementsOfPayees(trx, asked);
  if (!old.ok) return old;
  const now = await statementsOfPayees(trx, { ...asked, supposed });
  if (!now.ok) return now;
  return ok(payEffects(old.value, now.value));
}

/** Whoever has a share of the deals before or after, and all whose pay depends on theirs. */
async function payeesConcerned(
  trx: Transaction,
  { book: { plans, territories } }: StoredRules,
  { before, supposed, holders: after }: CorrectedDeals,
): Promise<ReadonlySet<string>> {
  const organization = await readRecordSet(trx, { asOfChange: before, payees: [] });
  const everybody = organization.payee.map(({ id }) => id);
  // Which deals territories give to whom shows only from all deals.
  if (territories !== null) return new Set(everybody);
  const holders = new Set([...supposed.holders, ...after]);
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
