import type { ApprovalLevel } from '../../ledger/approvals/statement-approval.js';
import type { JudgedStatement } from '../../runs/approvals/decide-statements.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';
import { ApprovalForm } from './approval-form.js';
import { ApprovalTable, whyNot } from './approval-table.js';
import { approvalsAddress } from './approvals-address.js';
import { ApprovalsTotals } from './approvals-totals.js';
import { type ApprovalsPart, statementsOf } from './approvals-view.js';
import { NothingWaits } from './nothing-to-approve.js';
import { resultsName } from './results-name.js';
import type { ApprovalsOfPeriod } from './shown-approvals.js';

const LEVEL_WORDS: Readonly<Record<ApprovalLevel, string>> = {
  manager: 'as a manager',
  finance: 'for finance',
};

/**
 * The statements of a period that somebody may decide on: those that wait, those that are decided, and those that
 * another person decides on.
 *
 * @example
 * <ApprovalsStatements {...approvals} shown={shown} />
 */
export function ApprovalsStatements(props: ApprovalsOfPeriod) {
  const { shown, page: asked, view, filled, names, person, format } = props;
  const { status, level, waiting, decided, blocked, ofOthers } = shown;
  const { payGroup, period, currency } = status;
  const { rows, page, pages } = statementsOf(shown, asked);
  const onPage = new Set(rows);
  const among = (all: readonly JudgedStatement[]) => all.filter((each) => onPage.has(each));
  const table = { currency, names, person, format };
  const ticked = new Set(filled.values['payee']);
  const hidden = { payGroup, period: period.id, level, results: resultsName(view.run) };
  const reasons = new Set(blocked.map(whyNot));
  const [onlyReason] = reasons.size === 1 ? reasons : [];
  const file = (part: ApprovalsPart) => [
    { label: 'CSV', href: approvalsAddress({ period: period.id, payGroup, level, file: part }) },
  ];
  const canDecide = [...waiting, ...decided].some(({ against }) => against === null);
  return (
    <>
      <ApprovalsTotals {...props} />
      {waiting.length + decided.length === 0 ? null : (
        <ApprovalForm
          hidden={hidden}
          filled={filled}
          waiting={format.count(waiting.length)}
          canDecide={canDecide}
        >
          {waiting.length === 0 ? (
            <NothingWaits {...props} />
          ) : (
            <Section id="waiting" title="Waiting for you">
              <ApprovalTable
                {...table}
                caption={`Statements that nobody has decided on ${LEVEL_WORDS[level]}, in ${currency}`}
                rows={among(waiting)}
                ticked={ticked}
                exports={file('waiting')}
              />
            </Section>
          )}
          {among(decided).length === 0 ? null : (
            <Section
              id="decided"
              title="Decided"
              {...(canDecide && { about: 'To change a decision, tick it and decide again.' })}
            >
              <ApprovalTable
                {...table}
                caption={`Statements that are decided on ${LEVEL_WORDS[level]}, in ${currency}`}
                rows={among(decided)}
                ticked={ticked}
                exports={file('decided')}
              />
            </Section>
          )}
        </ApprovalForm>
      )}
      {among(blocked).length === 0 ? null : (
        <Section
          id="blocked"
          title="Not for you to decide"
          {...(onlyReason !== undefined && { about: onlyReason })}
        >
          <ApprovalTable
            {...table}
            caption={`Statements that another person decides on, in ${currency}`}
            rows={among(blocked)}
            hasReasons={onlyReason === undefined}
            exports={file('blocked')}
          />
        </Section>
      )}
      <Pager
        of="statements"
        page={page}
        pages={pages}
        href={(number) => approvalsAddress({ period: period.id, payGroup, level, page: number })}
      />
      {ofOthers === 0 ? null : (
        <p class="quiet">
          {ofOthers === 1
            ? '1 further statement is for another manager to decide on.'
            : `${format.count(ofOthers)} further statements are for other managers to decide on.`}
        </p>
      )}
    </>
  );
}
