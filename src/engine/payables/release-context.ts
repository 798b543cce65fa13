import type { CivilDate } from '../../calendar/civil-date.js';
import type { DealStreams } from '../events/deal-events.js';
import type { ConversionPlan } from '../events/fx.js';
import type { Component } from '../plan.js';

/** What tells how far a release has come. */
export interface ReleaseContext {
  readonly streams: DealStreams;
  readonly plan: ConversionPlan;
  /** Whose release it is: what it counts, and what it takes back, tells what a deal still stands for. */
  readonly component: Pick<Component, 'measure' | 'clawback' | 'release'>;
  /** The first day that is not known yet. */
  readonly through: CivilDate;
}
