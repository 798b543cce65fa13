import { groupedBy } from '../ledger/grouped-by.js';
import type { Role } from './permissions.js';
import { EVERY_PAYEE, type PayeeScope, payeesAlone } from './scope.js';
import { daysOf, payeesManagedBy, type Spans, type TeamRecords, teamsManagedBy } from './subtree.js';
import type { Viewer } from './viewer.js';

/** Those to whom nothing of the company is hidden. */
const SEE_EVERYBODY: ReadonlySet<Role> = new Set(['compAdmin', 'finance', 'auditor', 'administrator']);

/**
 * Whose data a viewer may read: everybody's, or their own and, as a manager, that of whoever is below them on the days
 * on which they are. Of teams, a payee is shown the figures of those they are in, a manager of those below.
 *
 * @param recordsOf reads teams and memberships; not asked where the roles settle it
 * @example
 * await scopeOfViewer(LOCAL_ADMINISTRATOR, readTeamRecords) // { all: true }
 */
export async function scopeOfViewer(
  { roles, payee }: Viewer,
  recordsOf: (payee: string) => Promise<TeamRecords>,
): Promise<PayeeScope> {
  if (roles.some((role) => SEE_EVERYBODY.has(role))) return EVERY_PAYEE;
  if (payee === null || roles.length === 0) return payeesAlone();
  const records = await recordsOf(payee);
  const memberships = records.membership.filter((each) => each.payee === payee && each.as === 'member');
  const ofTeams = groupedBy(memberships, ({ team }) => team);
  const own: Spans = new Map([...ofTeams].map(([team, some]) => [team, some.map(daysOf)]));
  if (!roles.includes('manager')) return { ...payeesAlone(payee), teams: own };
  const below = payeesManagedBy(records, payee);
  return {
    all: false,
    payees: new Set([payee, ...below.keys()]),
    spans: below,
    teams: joined(own, teamsManagedBy(records, payee)),
  };
}

function joined(some: Spans, more: Spans): Spans {
  const ids = new Set([...some.keys(), ...more.keys()]);
  return new Map([...ids].map((id) => [id, [...(some.get(id) ?? []), ...(more.get(id) ?? [])]]));
}
