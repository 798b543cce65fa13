import type { RecordKind } from '../../../src/records/record-kinds.js';
import { EMPTY_RECORD_SET, type RecordSet } from '../../../src/records/record-set.js';
import { numberedId } from '../../../src/sample/numbered.js';
import { withChange } from '../../../src/store/change.js';
import type { Database } from '../../../src/store/executor.js';
import { recordWriter } from '../../../src/store/record-writer.js';
import { FIRST_DAY, type Workload } from '../workload/workload.js';

/**
 * One payee in so many is below three levels of managers.
 *
 * @example
 * payee % MANAGED === 0
 */
export const MANAGED = 10;
/** So many are in a team of the lowest level, and so many teams are below one of the level above. */
const SPANS = [4, 3, 2] as const;

/**
 * Puts every tenth payee of a workload below three levels of managers, who are paid by what rolls up to them, behind
 * a gate on the attainment of their team.
 *
 * @example
 * await manageTenth(db, new Workload(sizeFor(100_000, 1)));
 */
export async function manageTenth(db: Database, workload: Workload): Promise<void> {
  const records = managersOf(workload);
  await withChange(db, { actor: 'bench', command: 'bench' }, async (trx, change) => {
    for (const kind of Object.keys(records) as RecordKind[]) {
      await recordWriter(trx, change, kind, { onConflict: 'refuse' }).writeAll(records[kind]);
    }
  });
}

function managersOf(workload: Workload): RecordSet {
  const count = Math.floor(workload.size.payees / MANAGED);
  const below = Array.from({ length: count }, (_, place) => ({
    id: workload.payee(place * MANAGED),
    quota: workload.quota(place * MANAGED),
  }));
  const made = {
    ...{ payee: [], team: [], membership: [], assignment: [], quota: [] },
  } as { -readonly [Kind in keyof RecordSet]?: RecordSet[Kind][number][] };
  let units = below.map(({ id, quota }) => ({ team: null as string | null, payees: [id], quota }));
  for (const [level, span] of SPANS.entries()) {
    const size = span;
    const next: typeof units = [];
    for (let first = 0; first < units.length; first += size) {
      const some = units.slice(first, first + size);
      const team = numberedId(`T${level}-`, next.length, 4);
      const manager = numberedId(`M${level}-`, next.length, 4);
      const quota = some.reduce((sum, each) => sum + each.quota, 0);
      made.team?.push({ id: team, name: `Team ${team}`, parent: null });
      for (const { team: child, payees } of some) {
        if (child === null) {
          for (const payee of payees)
            made.membership?.push({ team, payee, as: 'member', from: FIRST_DAY, to: null });
        } else {
          const place = made.team?.findIndex(({ id }) => id === child) ?? -1;
          if (made.team !== undefined && place >= 0)
            made.team[place] = { id: child, name: `Team ${child}`, parent: team };
        }
      }
      made.payee?.push({
        ...{ id: manager, name: `Manager ${manager}`, email: null, role: null, region: null },
        ...{ hireDate: null, leaveDate: null, payoutCurrency: null },
      });
      made.membership?.push({ team, payee: manager, as: 'manager', from: FIRST_DAY, to: null });
      made.assignment?.push({ payee: manager, plan: 'sales-manager', from: FIRST_DAY, to: null });
      made.quota?.push({
        ...{ payee: manager, team: null, quota: 'team-bookings', from: FIRST_DAY, to: '2027-01-01' },
        ...{ amount: String((quota / 100) * 8), currency: 'USD', spread: 'equal', weights: null },
      });
      next.push({ team, payees: [], quota });
    }
    units = next;
  }
  return { ...EMPTY_RECORD_SET, ...made };
}
