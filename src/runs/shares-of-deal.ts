import { dealFacts } from '../engine/facts.js';
import { indexRecords } from '../engine/record-index.js';
import { territorySplits } from '../engine/territories/territory-splits.js';
import type { Deal, Split } from '../records/record-kinds.js';
import type { Transaction } from '../store/executor.js';
import { readRecordSet } from '../store/read-record-set.js';
import { RecordReader } from '../store/record-reader.js';
import type { Run } from '../store/runs.js';
import { rulesOfRun } from './rules-of-run.js';

/** A share of a deal, and the territory that gives it; `null` where it is loaded. */
export interface ShareOfDeal extends Split {
  readonly territory: string | null;
}

/**
 * Who held which share of a deal in a run: as loaded, then as territories give it in the other roles.
 *
 * @example
 * const shares = await sharesOfDeal(trx, run, deal);
 */
export async function sharesOfDeal(trx: Transaction, run: Run, deal: Deal): Promise<readonly ShareOfDeal[]> {
  const asOfChange = run.change;
  const split = await new RecordReader(trx, asOfChange).where('split', 'deal', [deal.id]);
  const loaded = split.map((each) => ({ ...each, territory: null }));
  const { company, territories } = (await rulesOfRun(trx, run)).book;
  if (territories === null) return loaded;
  const organization = await readRecordSet(trx, { asOfChange, payees: [] });
  const index = indexRecords({ ...organization, deal: [deal], split });
  const facts = dealFacts(deal, company.homeCurrency, company, index);
  return [...loaded, ...territorySplits(territories, deal, facts, index)];
}
