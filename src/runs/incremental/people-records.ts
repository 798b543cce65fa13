import { groupedBy } from '../../ledger/grouped-by.js';
import type { RecordSet } from '../../records/record-set.js';

/** Kinds whose records are each of one payee. */
type OfPayee =
  | 'payee'
  | 'membership'
  | 'assignment'
  | 'targetIncentive'
  | 'absence'
  | 'objectiveScore'
  | 'poolWeight'
  | 'quota';

type RecordsOfPayees = { readonly [Kind in OfPayee]: RecordSet[Kind][number][] };

/**
 * What is known of people, so that what concerns a few is found without looking at all of it.
 *
 * @example
 * new PeopleRecords(organization).of(['ada'], ['west']).assignment
 */
export class PeopleRecords {
  readonly #byKind;
  readonly #quotas;
  readonly #teamQuotas;
  readonly #payees;
  readonly #teams;

  /** @param organization people, teams, targets, quotas and rates; no deals */
  constructor(readonly organization: RecordSet) {
    const { payee, team, quota } = organization;
    this.#payees = new Map(payee.map((each) => [each.id, each]));
    this.#teams = new Map(team.map((each) => [each.id, each]));
    this.#quotas = groupedBy(quota, (each) => each.payee);
    this.#teamQuotas = groupedBy(quota, (each) => each.team);
    this.#byKind = {
      membership: groupedBy(organization.membership, (each) => each.payee),
      assignment: groupedBy(organization.assignment, (each) => each.payee),
      targetIncentive: groupedBy(organization.targetIncentive, (each) => each.payee),
      absence: groupedBy(organization.absence, (each) => each.payee),
      objectiveScore: groupedBy(organization.objectiveScore, (each) => each.payee),
      poolWeight: groupedBy(organization.poolWeight, (each) => each.payee),
    };
  }

  /** The records of some people and some teams, with all rates. */
  of(payees: Iterable<string>, teams: Iterable<string>): RecordSet {
    const found: RecordsOfPayees = {
      ...{ payee: [], membership: [], assignment: [], targetIncentive: [], absence: [] },
      ...{ objectiveScore: [], poolWeight: [], quota: [] },
    };
    for (const id of payees) {
      const payee = this.#payees.get(id);
      if (payee !== undefined) found.payee.push(payee);
      found.quota.push(...(this.#quotas.get(id) ?? []));
      found.membership.push(...(this.#byKind.membership.get(id) ?? []));
      found.assignment.push(...(this.#byKind.assignment.get(id) ?? []));
      found.targetIncentive.push(...(this.#byKind.targetIncentive.get(id) ?? []));
      found.absence.push(...(this.#byKind.absence.get(id) ?? []));
      found.objectiveScore.push(...(this.#byKind.objectiveScore.get(id) ?? []));
      found.poolWeight.push(...(this.#byKind.poolWeight.get(id) ?? []));
    }
    const team = [...teams].flatMap((id) => this.#teams.get(id) ?? []);
    for (const { id } of team) found.quota.push(...(this.#teamQuotas.get(id) ?? []));
    return { ...this.organization, ...found, team };
  }
}
