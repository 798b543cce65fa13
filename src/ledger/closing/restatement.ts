import type { CivilDate } from '../../calendar/civil-date.js';
import type { Calculation, PayeeBook } from '../../engine/calculate.js';
import { dueAsOf } from '../../engine/due.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { Entitlement } from '../entitlement.js';
import type { Posting } from '../post-difference.js';
import type { PlacedPosting } from '../posted-line.js';
import type { PostedRelease } from '../posted-release.js';
import type { PriorPeriodAdjustment } from '../prior-period-adjustment.js';
import { releasesOf } from '../releases.js';
import type { ComponentPosting, GonePosting, RunningComponents } from '../running-component.js';
import type { StatementEntitlements } from '../statement-entitlements.js';
import type { StatementPart } from '../statement-part.js';
import { lineFigure, payableFigure } from './due-figures.js';
import type { OpenGroup } from './open-groups.js';
import type { ClosedGroup, InputCause, PayeeClosing } from './payee-closing.js';

/** What closed periods of a pay group of a payee are held against. */
export interface RestatedPay {
  readonly calculation: Calculation;
  readonly payee: PayeeBook;
  readonly group: OpenGroup;
  readonly components: RunningComponents;
  readonly closed: PayeeClosing;
  readonly entitlements: StatementEntitlements;
}

/**
 * What changed of closed periods since the last of them was closed: what would be due at its end as the data
 * stands now, less what was posted. Each line and each release names the period, the change and the cause; what has
 * several causes is a line or a release for each of them.
 *
 * @param period the id of the open period that posts it
 */
export function restatementOf(pay: RestatedPay, period: string): readonly StatementPart[] {
  const { calculation, payee, group, components } = pay;
  const { closed } = group;
  if (closed === null) return [];
  const due = dueAsOf(calculation, payee, closed.to, (book) => group.books.includes(book));
  const posted = due.components.map((each) => components.post(each, period));
  const gone = components.takeBackGone(period);
  return [
    ...posted.map((each) => partOf(each, pay, closed)),
    ...gone.map((each) => gonePartOf(each, pay, closed)),
  ];
}

function partOf(posting: ComponentPosting, pay: RestatedPay, closed: ClosedGroup): StatementPart {
  const entitlement = pay.entitlements.of(posting.due.component);
  const adjust = adjuster(entitlement, false, pay, closed);
  const money = (minor: bigint) => formatMinorUnits(minor, entitlement.currency);
  return {
    entitlement,
    postings: posting.windows.flatMap(({ postings }) => postings.flatMap(adjust.posting)),
    deals: posting.deals,
    releases: releasesOf(posting, money).flatMap((release) => {
      const amount = posting.deals.get(release.deal ?? '')?.payable ?? 0n;
      return adjust.release(release, amount);
    }),
  };
}

function gonePartOf(
  { postings, deals, ...gone }: GonePosting,
  pay: RestatedPay,
  closed: ClosedGroup,
): StatementPart {
  const entitlement = pay.entitlements.like(gone.entitlement);
  const adjust = adjuster(entitlement, true, pay, closed);
  const { assignment, component } = entitlement;
  const releases = entitlement.released ? [...deals].filter(([, { payable }]) => payable !== 0n) : [];
  return {
    entitlement,
    postings: postings.flatMap(adjust.posting),
    deals,
    releases: releases.flatMap(([deal, { payable }]) =>
      adjust.release({ assignment, component, deal: deal === '' ? null : deal, shares: [] }, payable),
    ),
  };
}

function adjuster(
  entitlement: Entitlement,
  isGone: boolean,
  { payee, closed: { findCauses } }: RestatedPay,
  closed: ClosedGroup,
) {
  const about = { payee: payee.payee, plan: entitlement.plan, isGone };
  return {
    posting: (posting: Posting): readonly PlacedPosting[] => {
      const { line, amount, firstPosted } = posting;
      const { deal, deals = [], original, date } = line;
      const subject = { ...about, deal, deals, convertedFrom: original?.currency ?? null };
      const causes = findCauses({ ...subject, name: lineFigure(entitlement, line), amount }, closed);
      const period = firstPosted ?? closedPeriodOf(date, closed);
      const placed = { ...posting, entitlement: entitlement.number, takenBack: nothingTakenBack };
      return causes.map((cause) => ({ ...placed, amount: cause.amount, adjusts: adjustment(cause, period) }));
    },
    release: (release: Omit<PostedRelease, 'amount'>, amount: bigint): readonly PostedRelease[] => {
      const { deal } = release;
      const name = payableFigure(entitlement, deal ?? '');
      const figure = { ...about, deal, deals: [], convertedFrom: null, name, amount };
      return findCauses(figure, closed).map((cause) => ({
        ...release,
        amount: formatMinorUnits(cause.amount, entitlement.currency),
        adjusts: adjustment(cause, closedPeriodOf(cause.date ?? '~', closed)),
      }));
    },
  };
}

function adjustment({ cause, change, source }: InputCause, period: string): PriorPeriodAdjustment {
  return { period, cause, change, source };
}

function nothingTakenBack(): readonly [] {
  return [];
}

/** The closed period that a day lies in: the first or the last of them where it lies in none. */
function closedPeriodOf(date: CivilDate, { periods }: ClosedGroup): string {
  const found = periods.find(({ to }) => date < to) ?? periods.at(-1);
  if (found === undefined) throw new Error('A closed pay group has a closed period.');
  return found.id;
}
