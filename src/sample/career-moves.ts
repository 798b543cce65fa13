import type { CivilDate } from '../calendar/civil-date.js';
import { SELLING_TEAMS } from './organization.js';
import { Random } from './random.js';
import { FIRST_DAY, SAMPLE_MANAGER, SAMPLE_REP } from './sample-constants.js';
import { moved, type Person, randomDay } from './staff.js';

const TRANSFERS = 7;
const PROMOTIONS = 2;
const PROMOTION_DAY: CivilDate = '2026-04-01';
/** The team whose manager leaves, and one of its members takes over. */
const HANDED_OVER_TEAM = 'na-enterprise-central';
const HANDED_OVER_DAY: CivilDate = '2026-07-01';

/**
 * Moves some people on: to another team of their region, from an SMB team to an enterprise team, and one to
 * the head of the team.
 *
 * @example
 * const staff = withCareerMoves(hireStaff(7), 7);
 */
export function withCareerMoves(staff: readonly Person[], seed: number): readonly Person[] {
  const random = new Random(seed, 'career-moves');
  const settled = random.shuffled(staff.filter(isSettled));
  const changed = new Map<string, Person>();
  const change = (person: Person): void => void changed.set(person.payee.id, person);
  const next = (fits: (person: Person) => boolean): Person | undefined =>
    settled.find((person) => fits(person) && !changed.has(person.payee.id));

  for (let count = 0; count < TRANSFERS; count += 1) {
    const person = next((each) => siblingsOf(each).length > 0);
    const place = person?.postings[0];
    if (person === undefined || place === undefined) break;
    const { id: team } = random.pick(siblingsOf(person));
    change(
      moved(person, { plan: place.plan, team, as: 'member' }, randomDay(random, '2025-04-10', '2026-05-20')),
    );
  }
  for (let count = 0; count < PROMOTIONS; count += 1) {
    const person = next(({ postings }) => postings[0]?.team.startsWith('na-smb') === true);
    if (person === undefined) break;
    const team = count === 0 ? 'na-enterprise-east' : 'na-enterprise-west';
    change(moved(person, { plan: 'enterprise-ae', team, as: 'member' }, PROMOTION_DAY));
  }
  const heir = next(
    ({ postings }) => postings[0]?.team === HANDED_OVER_TEAM && postings[0].plan === 'enterprise-ae',
  );
  if (heir !== undefined) {
    change(moved(heir, { plan: 'sales-manager', team: HANDED_OVER_TEAM, as: 'manager' }, HANDED_OVER_DAY));
  }
  return staff.map(
    (person) => changed.get(person.payee.id) ?? (isHandingOver(person) ? left(person) : person),
  );
}

/** Members who were there from the first day and stay to the last; those the documentation shows stay put. */
function isSettled({ payee, postings }: Person): boolean {
  const [posting] = postings;
  if (posting === undefined || [SAMPLE_REP, SAMPLE_MANAGER].includes(payee.id)) return false;
  return posting.as === 'member' && posting.from === FIRST_DAY && posting.to === null;
}

function siblingsOf({ postings }: Person) {
  const own = SELLING_TEAMS.find(({ id }) => id === postings[0]?.team);
  return SELLING_TEAMS.filter(
    ({ id, region, plan }) =>
      own !== undefined && id !== own.id && region === own.region && plan === own.plan,
  );
}

function isHandingOver({ postings }: Person): boolean {
  return postings[0]?.team === HANDED_OVER_TEAM && postings[0].as === 'manager';
}

function left({ payee, postings }: Person): Person {
  return {
    payee: { ...payee, leaveDate: HANDED_OVER_DAY },
    postings: postings.map((posting) => ({ ...posting, to: HANDED_OVER_DAY })),
  };
}
