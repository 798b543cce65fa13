import type { RecordSet } from '../records/record-set.js';
import { withAccountCare } from './account-care.js';
import { accountNames } from './account-names.js';
import { bookingQuotas } from './booking-quotas.js';
import { withCareerMoves } from './career-moves.js';
import { cashQuotas } from './cash-quotas.js';
import { cashRecords } from './cash-records.js';
import type { Contract } from './contract.js';
import { contractChanges } from './contract-changes.js';
import { dealSplits } from './deal-splits.js';
import { exchangeRates } from './exchange-rates.js';
import { invoicesOf } from './invoicing.js';
import { numbered } from './numbered.js';
import { teamRecords } from './organization.js';
import { pipeline } from './pipeline.js';
import { renewedContracts } from './renewals.js';
import { revenueQuotas } from './revenue-quotas.js';
import { revenueRecords } from './revenue-records.js';
import { Roster } from './roster.js';
import { quarterSales } from './sales-targets.js';
import { soldContracts } from './sold-contracts.js';
import { hireStaff, type Person } from './staff.js';
import { staffRecords } from './staff-records.js';
import { targetIncentives } from './target-incentives.js';
import { teamQuotas } from './team-quotas.js';
import { textbookContracts } from './textbook-deals.js';

/**
 * Makes up the records of Halden Freight Cloud, the company of the rule files in rules: two years of people,
 * deals, revenue and cash up to the last day of the period `SAMPLE_THROUGH`, with quotas for the whole of 2026
 * and a pipeline after that day. The same seed gives the same records.
 *
 * @param seed a whole number from 0 to 4,294,967,295
 * @example
 * const records = sampleCompany(SAMPLE_SEED);
 * records.deal.length // about 5,000
 */
export function sampleCompany(seed: number): RecordSet {
  const staff = withCareerMoves(hireStaff(seed), seed);
  const people = staffRecords(staff);
  const accounts = accountNames(seed);
  const bookings = bookingQuotas(staff, seed);
  const contracts = contractsOf(staff, bookings, accounts, seed);
  const open = pipeline(staff, accounts, seed);
  const splits = dealSplits(contracts, new Roster(staff), seed);
  const changes = contractChanges(contracts, seed);
  const revenue = revenueRecords(contracts, changes.cancelledOn, seed);
  const invoices = invoicesOf(contracts, changes, seed);
  const { payments, ...cash } = cashRecords(invoices, changes.cancelledOn, seed);
  const quota = [
    ...teamQuotas(staff, bookings, seed),
    ...bookings.map(({ record }) => record),
    ...cashQuotas(staff, splits, payments, seed),
    ...revenueQuotas(staff, contracts, changes.cancelledOn, seed),
  ];
  return {
    ...people,
    team: teamRecords(),
    teamParent: [],
    targetIncentive: targetIncentives(people.assignment, quota, seed),
    absence: [],
    quota,
    objectiveScore: [],
    poolWeight: [],
    deal: [...contracts.map(({ deal }) => deal), ...open.deal],
    amendment: changes.amendment,
    split: [...splits, ...open.split],
    ...revenue,
    invoiceLine: invoices.flatMap(({ lines }) => lines),
    ...cash,
    fxRate: exchangeRates(seed),
  };
}

function contractsOf(
  staff: readonly Person[],
  bookings: ReturnType<typeof bookingQuotas>,
  accounts: Iterator<string, never>,
  seed: number,
): readonly Contract[] {
  const roster = new Roster(staff);
  const sold = soldContracts(quarterSales(staff, bookings, seed), accounts, seed);
  const cared = withAccountCare(sold, roster, seed);
  const renewed = renewedContracts(cared, { staff, roster, accounts, seed });
  return [...numbered([...cared, ...renewed], 'D', 5), ...textbookContracts(roster)];
}
