import type { Viewer } from '../../access/viewer.js';
import type { FiscalCalendar } from '../../calendar/fiscal-calendar.js';
import { isMeasured } from '../../runs/team-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { TeamPlace } from './team-address.js';
import type { ShownDocument, TeamView } from './team-view.js';

/** A team as its page shows it, and to whom. */
export interface ShownTeam {
  readonly view: TeamView;
  /** The measure that is looked at; `null` where there are no figures. */
  readonly document: ShownDocument | null;
  readonly viewer: Viewer;
  readonly calendar: FiscalCalendar;
  readonly format: ReaderFormat;
}

/** A team that there are figures of. */
export type MeasuredTeam = ShownTeam & { readonly document: ShownDocument };

/**
 * The measure that is asked for, or the one in which most members have a quota.
 *
 * @example
 * chosenDocument(view, 'new-acv')?.measure // 'new-acv'
 */
export function chosenDocument({ team }: TeamView, measure: string | undefined): ShownDocument | null {
  const asked = team.documents.find((each) => each.measure === measure);
  if (asked !== undefined) return asked;
  const measured = team.documents.filter(isMeasured);
  const byMembers = [...measured].sort((a, b) => b.averaged - a.averaged);
  return byMembers[0] ?? team.documents[0] ?? null;
}

/**
 * Whether members are listed: whoever is nothing but a payee is shown nobody beside themselves.
 *
 * @example
 * isListed(viewer, document) ? <TeamMembers … /> : null
 */
export function isListed({ roles }: Viewer, { hidden }: ShownDocument): boolean {
  return hidden === 0 || roles.some((role) => role !== 'payee');
}

/**
 * What of a team a page or a file shows.
 *
 * @example
 * teamAddress(placeOf(view, document)) // '/teams/emea?through=2026-03-31&measure=new-acv'
 */
export function placeOf({ team, day }: TeamView, { measure }: ShownDocument): TeamPlace {
  return { team: team.id, through: day ?? undefined, measure };
}
