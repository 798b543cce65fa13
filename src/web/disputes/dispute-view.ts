import { permit } from '../../access/permit.js';
import { makeReport } from '../../http/ask-desk.js';
import { Refusal } from '../../http/refusal.js';
import { requireDispute } from '../../http/resources/disputes.js';
import type { Services } from '../../http/services.js';
import { type DisputeDocument, disputeDocument } from '../../ledger/disputes/dispute-document.js';
import type { PayEffect } from '../../ledger/disputes/pay-effects.js';
import type { Problem } from '../../problems/problem.js';
import { type NameReader, type PeopleText, peopleText } from './people-text.js';

/** What accepting a question would do, or why that is not known. */
interface ShownEffects {
  readonly effects: readonly PayEffect[];
  readonly problems: readonly Problem[];
}

/** A question as its page shows it, and what the viewer may do with it. */
export interface DisputeView {
  readonly dispute: DisputeDocument;
  readonly person: PeopleText;
  /** `null` where they are not asked for, or not the viewer's to know. */
  readonly shown: ShownEffects | null;
  readonly maySeeEffects: boolean;
  readonly mayReply: boolean;
  readonly mayWithdraw: boolean;
  readonly mayDecide: boolean;
  /** Whether the viewer decides on questions, but not on this one, which is about their own pay or from them. */
  readonly isOwnWork: boolean;
}

/**
 * A question with what its viewer may know of it and do with it. Refuses one that the scope does not show.
 *
 * @param withEffects whether to calculate what accepting it would do to everybody
 * @example
 * const view = await disputeView(services, { scope, viewer }, 3, false);
 */
export async function disputeView(
  services: Services,
  reader: NameReader,
  number: number,
  withEffects: boolean,
): Promise<DisputeView> {
  const { scope, viewer } = reader;
  const dispute = disputeDocument(await requireDispute(services.db, scope, number));
  const { corrections, replies, decision, payee, opener, state } = dispute;
  const isOpen = state === 'open';
  const decides = isOpen && scope.all && permit('pay-step', viewer);
  const isOwnWork = [opener, payee].includes(viewer.id);
  const maySeeEffects = isOpen && scope.all && permit('company-data', viewer) && corrections.length > 0;
  const shown = withEffects && maySeeEffects ? await effectsOf(services, dispute) : null;
  const person = await peopleText(services, reader, [
    ...[payee, opener, decision?.actor ?? payee],
    ...replies.map(({ actor }) => actor),
    ...corrections.flatMap(({ fields }) => fields['payee'] ?? []),
    ...(shown?.effects ?? []).map((each) => each.payee),
  ]);
  return {
    ...{ dispute, person, shown, maySeeEffects },
    mayReply: isOpen && permit('payee-step', viewer),
    mayWithdraw: isOpen && permit('payee-step', viewer) && viewer.id === opener,
    mayDecide: decides && !isOwnWork,
    isOwnWork: decides && isOwnWork,
  };
}

async function effectsOf(services: Services, { corrections }: DisputeDocument): Promise<ShownEffects> {
  try {
    return { effects: await makeReport(services, 'correctionEffects', corrections), problems: [] };
  } catch (thrown) {
    // The question is to be read all the same.
    if (!(thrown instanceof Refusal)) throw thrown;
    return { effects: [], problems: thrown.problems };
  }
}
