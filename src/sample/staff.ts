import { addDays, type CivilDate, daysBetween } from '../calendar/civil-date.js';
import type { Payee } from '../records/record-kinds.js';
import {
  REGIONS,
  type Region,
  type SamplePlan,
  SELLING_TEAMS,
  type SellingTeam,
  TOP_TEAM,
} from './organization.js';
import { type PersonName, peopleNames } from './people-names.js';
import { Random } from './random.js';
import { FIRST_DAY, SAMPLE_MANAGER, SAMPLE_REP } from './sample-constants.js';

/** A payee's time in one team on one plan, from the first day to before the last. */
export interface Posting {
  readonly payee: string;
  readonly plan: SamplePlan;
  readonly team: string;
  readonly as: 'member' | 'manager';
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

/** Someone who works for the company, with the postings in order. */
export interface Person {
  readonly payee: Payee;
  readonly postings: readonly Posting[];
}

const TITLES: Readonly<Record<SamplePlan, string>> = {
  'enterprise-ae': 'Enterprise account executive',
  'smb-ae': 'SMB account executive',
  'account-manager': 'Account manager',
  'reseller-channel': 'Partner manager',
  'solution-specialist': 'Solution specialist',
  'sales-manager': 'Sales manager',
  'smb-manager': 'SMB sales manager',
  'account-management-lead': 'Account management lead',
  'regional-vp': 'Vice president',
};

/**
 * Hires everybody: leaders, teams with those who join and leave on the way, and their replacements.
 *
 * @example
 * hireStaff(7).length // about 280
 */
export function hireStaff(seed: number): readonly Person[] {
  const random = new Random(seed, 'staff');
  const names = peopleNames(seed);
  const regions = Object.keys(REGIONS) as Region[];
  const leaders = [TOP_TEAM, ...regions].map((team) => {
    const region = regions.find((each) => each === team) ?? 'north-america';
    return hired(
      names.next().value,
      { plan: 'regional-vp', team, as: 'manager' },
      region,
      veteranDate(random),
    );
  });
  return [...leaders, ...SELLING_TEAMS.flatMap((team, index) => hireTeam(team, index === 0, names, random))];
}

/** The first team has the two people whom the documentation shows. */
function hireTeam(
  team: SellingTeam,
  isFirst: boolean,
  names: Iterator<PersonName, never>,
  random: Random,
): readonly Person[] {
  const leads = { plan: team.managerPlan, team: team.id, as: 'manager' } as const;
  const sells = { plan: team.plan, team: team.id, as: 'member' } as const;
  const helps = { ...sells, plan: 'solution-specialist' } as const;
  const shown = isFirst ? SHOWN : undefined;
  const people = [
    hired(shown?.manager ?? names.next().value, leads, team.region, veteranDate(random)),
    ...(shown === undefined ? [] : [hired(shown.rep, sells, team.region, '2023-04-03')]),
  ];
  for (let seat = people.length - 1; seat < team.seats; seat += 1) {
    people.push(...fillSeat(sells, team.region, names, random));
  }
  for (let seat = 0; seat < team.specialists; seat += 1) {
    people.push(hired(names.next().value, helps, team.region, veteranDate(random)));
  }
  return people;
}

const SHOWN = {
  manager: { id: SAMPLE_MANAGER, name: 'Daniel Reyes' },
  rep: { id: SAMPLE_REP, name: 'Maya Okafor' },
};

type Place = Pick<Posting, 'plan' | 'team' | 'as'>;

/** One seat in a team: taken all along, or later, or left on the way and mostly taken again. */
function fillSeat(
  place: Place,
  region: Region,
  names: Iterator<PersonName, never>,
  random: Random,
): readonly Person[] {
  if (random.chance(16)) {
    return [hired(names.next().value, place, region, randomDay(random, '2025-01-20', '2026-08-25'))];
  }
  const first = hired(names.next().value, place, region, veteranDate(random));
  if (!random.chance(7)) return [first];
  const leaveDate = randomDay(random, '2025-05-10', '2026-07-20');
  const left: Person = {
    payee: { ...first.payee, leaveDate },
    postings: first.postings.map((posting) => ({ ...posting, to: leaveDate })),
  };
  if (!random.chance(80)) return [left];
  const again = addDays(leaveDate, random.between(14, 70));
  return [left, hired(names.next().value, place, region, again)];
}

function hired({ id, name }: PersonName, place: Place, region: Region, hireDate: CivilDate): Person {
  const payee: Payee = {
    id,
    name,
    email: `${id.replace('-', '.')}@haldenfreight.example`,
    role: TITLES[place.plan],
    region: REGIONS[region],
    hireDate,
    leaveDate: null,
    payoutCurrency: null,
  };
  const from = hireDate < FIRST_DAY ? FIRST_DAY : hireDate;
  return { payee, postings: [{ payee: id, ...place, from, to: null }] };
}

/**
 * Someone in another place from a day on.
 *
 * @example
 * moved(person, { plan: 'smb-ae', team: 'na-smb-two', as: 'member' }, '2026-04-01').postings.length // 2
 */
export function moved(person: Person, place: Place, date: CivilDate): Person {
  const last = person.postings.at(-1);
  const postings = person.postings.map((posting) => (posting === last ? { ...posting, to: date } : posting));
  return {
    payee: { ...person.payee, role: TITLES[place.plan] },
    postings: [...postings, { payee: person.payee.id, ...place, from: date, to: null }],
  };
}

/**
 * A day between two, both included.
 *
 * @example
 * randomDay(random, '2025-01-01', '2025-01-31') // '2025-01-17'
 */
export function randomDay(random: Random, first: CivilDate, last: CivilDate): CivilDate {
  return addDays(first, random.below(daysBetween(first, last) + 1));
}

function veteranDate(random: Random): CivilDate {
  return randomDay(random, '2018-03-01', '2024-11-30');
}
