import type { Team } from '../records/record-kinds.js';

/**
 * The plans of the rule files in rules/plans.
 *
 * @example
 * const plan: SamplePlan = 'enterprise-ae';
 */
export type SamplePlan =
  | 'enterprise-ae'
  | 'smb-ae'
  | 'account-manager'
  | 'reseller-channel'
  | 'solution-specialist'
  | 'sales-manager'
  | 'smb-manager'
  | 'account-management-lead'
  | 'regional-vp';

/** The regions of the company, which are the teams below the top. */
export type Region = 'north-america' | 'emea' | 'apac';

/** A team of sellers: who is in it and on which plan. */
export interface SellingTeam {
  readonly id: string;
  readonly name: string;
  readonly region: Region;
  readonly plan: SamplePlan;
  readonly managerPlan: SamplePlan;
  /** Members at full strength, specialists not counted. */
  readonly seats: number;
  readonly specialists: number;
}

/**
 * The team at the top, of which all others are part.
 *
 * @example
 * records.team.find(({ id }) => id === TOP_TEAM)?.parent // null
 */
export const TOP_TEAM = 'global-sales';

/**
 * The regions with the names shown.
 *
 * @example
 * REGIONS.emea // 'EMEA'
 */
export const REGIONS: Readonly<Record<Region, string>> = {
  'north-america': 'North America',
  emea: 'EMEA',
  apac: 'Asia Pacific',
};

/**
 * All teams of sellers, in the order in which people are hired into them.
 *
 * @example
 * SELLING_TEAMS[0]?.id // 'na-enterprise-east'
 */
export const SELLING_TEAMS: readonly SellingTeam[] = [
  ...enterprise('north-america', 'na', ['East', 'Central', 'South', 'West']),
  ...enterprise('emea', 'emea', ['North', 'South', 'Isles']),
  ...enterprise('apac', 'apac', ['ANZ', 'Asia']),
  ...smb('north-america', 'na', ['One', 'Two', 'Three', 'Four']),
  ...smb('emea', 'emea', ['One', 'Two']),
  ...smb('apac', 'apac', ['One']),
  ...accounts('north-america', 'na', ['Strategic', 'East', 'West']),
  ...accounts('emea', 'emea', ['North', 'South']),
  ...accounts('apac', 'apac', ['All']),
  channel('north-america', 'na'),
  channel('emea', 'emea'),
  channel('apac', 'apac'),
];

/**
 * The teams as records: the company, its regions, the teams of sellers.
 *
 * @example
 * teamRecords().length // 29
 */
export function teamRecords(): readonly Team[] {
  return [
    { id: TOP_TEAM, name: 'Global sales', parent: null },
    ...Object.entries(REGIONS).map(([id, name]) => ({ id, name, parent: TOP_TEAM })),
    ...SELLING_TEAMS.map(({ id, name, region }) => ({ id, name, parent: region })),
  ];
}

function enterprise(region: Region, prefix: string, names: readonly string[]): readonly SellingTeam[] {
  const plans = { plan: 'enterprise-ae', managerPlan: 'sales-manager', seats: 8, specialists: 2 } as const;
  return named(region, prefix, 'enterprise', names).map((team) => ({ ...team, ...plans }));
}

function smb(region: Region, prefix: string, names: readonly string[]): readonly SellingTeam[] {
  const plans = { plan: 'smb-ae', managerPlan: 'smb-manager', seats: 11, specialists: 0 } as const;
  return named(region, prefix, 'smb', names).map((team) => ({ ...team, ...plans }));
}

function accounts(region: Region, prefix: string, names: readonly string[]): readonly SellingTeam[] {
  const managerPlan = 'account-management-lead';
  const plans = { plan: 'account-manager', managerPlan, seats: 9, specialists: 0 } as const;
  return named(region, prefix, 'accounts', names).map((team) => ({ ...team, ...plans }));
}

function channel(region: Region, prefix: string): SellingTeam {
  const plans = { plan: 'reseller-channel', managerPlan: 'sales-manager', seats: 8, specialists: 0 } as const;
  return { id: `${prefix}-channel`, name: `${REGIONS[region]} channel`, region, ...plans };
}

function named(region: Region, prefix: string, kind: string, names: readonly string[]) {
  const title = kind === 'smb' ? 'SMB' : kind;
  return names.map((name) => ({
    id: `${prefix}-${kind}-${name.toLowerCase()}`,
    name: `${REGIONS[region]} ${title} ${name}`,
    region,
  }));
}
