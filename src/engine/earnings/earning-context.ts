import type { CivilDate } from '../../calendar/civil-date.js';
import type { Ratio } from '../../money/ratio.js';
import type { Company } from '../../records/company.js';
import type { DealStreams } from '../events/deal-events.js';
import type { Measure } from '../measure.js';
import type { Peers } from '../measures/peers.js';
import type { ForeignPosition } from '../mechanisms/position.js';
import type { RecordIndex } from '../record-index.js';
import type { PlanLimits } from './plan-limits.js';

/** What earnings look at besides the measure's own book. */
export interface EarningContext {
  readonly index: RecordIndex;
  readonly company: Company;
  readonly streams: DealStreams;
  /** A position from elsewhere at the end of a day. */
  readonly positionAt: (position: ForeignPosition, payee: string, date: CivilDate) => Ratio | null;
  /** What the others of a team or of a plan were credited. */
  readonly peers: Peers;
  /** What the components of the segment come to after the limits of their plan; `null` for a plan without. */
  readonly planLimits: PlanLimits | null;
  /** The first day after the window of a position's measure that contains a day; `null` when there is none. */
  readonly windowEndAt: (position: ForeignPosition, payee: string, date: CivilDate) => CivilDate | null;
  /** What the window of the payee's own measure that contains a day is without a quota; `null` when there is none. */
  readonly withoutQuotaAt: (
    position: ForeignPosition,
    payee: string,
    date: CivilDate,
  ) => Measure['withoutQuota'] | null;
}
