import type { CivilDate } from '../calendar/civil-date.js';

/**
 * The seed of the sample company that the documentation shows.
 *
 * @example
 * await writeSample('sample-data', SAMPLE_SEED);
 */
export const SAMPLE_SEED = 2026;

/**
 * The rep who owns the two textbook deals, {@link TEXTBOOK_PROJECT} and {@link TEXTBOOK_SUBSCRIPTION}.
 *
 * @example
 * records.payee.find(({ id }) => id === SAMPLE_REP)?.name // 'Maya Okafor'
 */
export const SAMPLE_REP = 'maya-okafor';

/**
 * The manager of that rep's team.
 *
 * @example
 * records.membership.find(({ payee }) => payee === SAMPLE_MANAGER)?.team // 'na-enterprise-east'
 */
export const SAMPLE_MANAGER = 'daniel-reyes';

/**
 * The last pay period with data.
 *
 * @example
 * parseThrough(SAMPLE_THROUGH, company) // '2026-11-01'
 */
export const SAMPLE_THROUGH = '2026-10';

/**
 * A project of three months for 200,000, invoiced at signing, half way and at the end.
 *
 * @example
 * records.invoiceLine.filter(({ deal }) => deal === TEXTBOOK_PROJECT).length // 3
 */
export const TEXTBOOK_PROJECT = 'PROJ-200K';

/**
 * An open-ended subscription at 20,000 a month.
 *
 * @example
 * records.deal.find(({ id }) => id === TEXTBOOK_SUBSCRIPTION)?.mrr // 2_000_000n
 */
export const TEXTBOOK_SUBSCRIPTION = 'SUB-20K';

/**
 * The first day of the sample.
 *
 * @example
 * records.deal.every(({ closeDate }) => closeDate >= FIRST_DAY) // true
 */
export const FIRST_DAY: CivilDate = '2025-01-01';

/**
 * The first day that is not known yet: cash, invoices and wins end before it.
 *
 * @example
 * records.receipt.every(({ date }) => date < NOT_YET) // true
 */
export const NOT_YET: CivilDate = '2026-11-01';

/**
 * The day after the sample's last: its quotas and its pipeline reach up to it.
 *
 * @example
 * records.deal.every(({ closeDate }) => closeDate < LAST_YEAR_END) // true
 */
export const LAST_YEAR_END: CivilDate = '2027-01-01';
