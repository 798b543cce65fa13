import type { CivilDate } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import type { PeerQuestion } from '../mechanisms/peer-group.js';
import type { Plan, PlanVersion } from '../plan.js';
import type { MeasureWindow } from './measure-window.js';
import type { TeamContext } from './team-members.js';

/** What reading peers looks at. */
export interface PeerContext extends TeamContext {
  readonly versions: readonly PlanVersion[];
}

/** A group that is asked for: in which window, and as of the end of which day. */
export interface AskedGroup {
  readonly question: PeerQuestion;
  readonly plan: Plan;
  readonly team: string | null;
  readonly window: MeasureWindow;
  /** The days that the window pays for. */
  readonly span: ClosedRange;
  readonly date: CivilDate;
}
