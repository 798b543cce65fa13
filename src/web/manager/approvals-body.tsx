import type { ApprovalLevel } from '../../ledger/approvals/statement-approval.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { JudgedStatement } from '../../runs/approvals/decide-statements.js';
import { type FilledForm, filledWith } from '../filled-form.js';
import { payGroupText, shownState, stateText } from '../finance/period-words.js';
import type { PersonText } from '../finance/person-text.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { FilterForm } from '../parts/form.js';
import { Pager } from '../parts/pager.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { ApprovalForm } from './approval-form.js';
import { ApprovalTable, whyNot } from './approval-table.js';
import { approvalsAddress } from './approvals-address.js';
import { type ApprovalsView, OPEN_STATES, type ShownPeriod, statementsOf } from './approvals-view.js';

/** The most statements that one page shows, and that are decided on at once by ticking them. */
export const STATEMENTS_ON_A_PAGE = 200;

interface BodyProps {
  readonly view: ApprovalsView;
  readonly page: number;
  readonly filled: FilledForm;
  readonly names: ReadonlyMap<string, string>;
  readonly person: PersonText;
  readonly format: ReaderFormat;
}

type ShownProps = BodyProps & { readonly shown: ShownPeriod };

/**
 * What waits for somebody, what is decided, and what they may not decide on.
 *
 * @example
 * <ApprovalsBody view={view} page={1} filled={EMPTY_FORM} names={names} person={person} format={format} />
 */
export function ApprovalsBody(props: BodyProps) {
  const { view, filled } = props;
  const { shown } = view;
  if (shown === null) {
    return (
      <EmptyState
        title="Nothing waits for approval"
        action={
          <a class="button" href="/payees">
            To the statements
          </a>
        }
      >
        Statements are here from when a pay period is calculated until it is closed.
      </EmptyState>
    );
  }
  const isOpen = OPEN_STATES.includes(shown.status.state);
  return (
    <>
      <Choice {...props} shown={shown} />
      {filled.problems.length === 0 ? null : (
        <div class="form-problems" role="alert">
          <p>
            <strong>Nothing was decided.</strong>
          </p>
          <Problems problems={filled.problems} />
        </div>
      )}
      <AlsoWaiting {...props} />
      {isOpen && shown.levels.length > 0 ? (
        <Statements {...props} shown={shown} />
      ) : (
        <Closed {...props} shown={shown} />
      )}
    </>
  );
}

/** The period, the pay group where there are several, and as whom. */
function Choice({ view: { periods }, shown: { status, level, levels }, format }: ShownProps) {
  const all = periods.includes(status) ? periods : [status, ...periods];
  const groups = [...new Set(all.map(({ payGroup }) => payGroup))];
  const byPeriod = new Map(
    all.filter((each) => each.payGroup === status.payGroup).map((each) => [each.period.id, each]),
  );
  return (
    <FilterForm action="/approvals">
      <SelectField
        name="period"
        label="Period"
        choices={[...byPeriod].map(([id, each]) => ({
          value: id,
          label: `${format.period(id)}, ${stateText(shownState(each)).toLowerCase()}`,
        }))}
        filled={filledWith({ period: status.period.id })}
      />
      {groups.length < 2 ? null : (
        <SelectField
          name="payGroup"
          label="Pay group"
          choices={groups.map((each) => ({ value: each, label: payGroupText(each) }))}
          filled={filledWith({ payGroup: status.payGroup })}
        />
      )}
      {levels.length < 2 ? null : (
        <SelectField
          name="level"
          label="As"
          choices={levels.map((each) => ({ value: each, label: LEVEL_NAMES[each] }))}
          filled={filledWith({ level })}
        />
      )}
    </FilterForm>
  );
}

const LEVEL_NAMES: Readonly<Record<ApprovalLevel, string>> = { manager: 'Manager', finance: 'Finance' };

function AlsoWaiting({ view: { alsoWaiting }, format }: BodyProps) {
  if (alsoWaiting.length === 0) return null;
  return (
    <p>
      Also waiting for you:{' '}
      {alsoWaiting.map(({ status: { period, payGroup }, count }, place) => (
        <>
          {place === 0 ? null : ', '}
          <a href={approvalsAddress({ period: period.id, payGroup })}>
            {format.period(period.id)} ({payGroupText(payGroup)}): {format.count(count)}
          </a>
        </>
      ))}
      .
    </p>
  );
}

function Statements(props: ShownProps) {
  const { shown, page: asked, view, filled, names, person, format } = props;
  const { status, level, waiting, decided, blocked, ofOthers } = shown;
  const { payGroup, period, currency } = status;
  const pages = Math.max(
    1,
    Math.ceil((waiting.length + decided.length + blocked.length) / STATEMENTS_ON_A_PAGE),
  );
  const page = Math.min(asked, pages);
  const onPage = new Set(statementsOf(shown, page, STATEMENTS_ON_A_PAGE));
  const among = (all: readonly JudgedStatement[]) => all.filter((each) => onPage.has(each));
  const table = { currency, names, person, format };
  const ticked = new Set(filled.values['payee']);
  const hidden = { payGroup, period: period.id, level, run: String(view.run?.id ?? '') };
  const reasons = new Set(blocked.map(whyNot));
  const [onlyReason] = reasons.size === 1 ? reasons : [];
  const file = `/api/v1/pay-periods/${encodeURIComponent(payGroup)}/${encodeURIComponent(period.id)}/approvals?format=csv`;
  const canDecide = [...waiting, ...decided].some(({ against }) => against === null);
  return (
    <>
      <Totals {...props} />
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
                exports={[{ label: 'CSV', href: file }]}
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
                exports={waiting.length === 0 ? [{ label: 'CSV', href: file }] : []}
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

const LEVEL_WORDS: Readonly<Record<ApprovalLevel, string>> = {
  manager: 'as a manager',
  finance: 'for finance',
};

function Totals({ shown: { status, level, waiting, decided }, format }: ShownProps) {
  const paid = (some: readonly JudgedStatement[]) => {
    const sum = some.reduce((before, { each }) => before + each.summary.totals.paid, 0n);
    return `${format.money(formatMinorUnits(sum, status.currency), status.currency)} to be paid`;
  };
  const by = (decision: 'approved' | 'rejected') =>
    decided.filter(({ each }) => each.decisions[level]?.decision === decision);
  const [approved, rejected] = [by('approved'), by('rejected')];
  return (
    <Figures>
      <Figure label="Waiting for you" value={format.count(waiting.length)} detail={paid(waiting)} isMain />
      <Figure label="Approved" value={format.count(approved.length)} detail={paid(approved)} />
      <Figure label="Rejected" value={format.count(rejected.length)} detail={paid(rejected)} />
    </Figures>
  );
}

function NothingWaits({ view: { periods }, shown: { status }, format }: ShownProps) {
  const next = periods[periods.indexOf(status) + 1];
  return (
    <EmptyState
      title={`Nothing waits for you in ${format.period(status.period.id)}`}
      action={
        next === undefined ? undefined : (
          <a class="button" href={approvalsAddress({ period: next.period.id, payGroup: next.payGroup })}>
            Look at {format.period(next.period.id)}
          </a>
        )
      }
    >
      Every statement that you may decide on is decided. A statement whose amounts change waits again.
    </EmptyState>
  );
}

/** Where nothing can be decided: the period is over, or the viewer leads nobody in it. */
function Closed({ shown: { status, levels }, format }: ShownProps) {
  const name = format.period(status.period.id);
  if (levels.length === 0) {
    return (
      <EmptyState
        title={`You lead nobody in ${name}`}
        action={
          <a class="button" href="/teams">
            To the teams
          </a>
        }
      >
        Managers decide on the statements of the people below them, and finance on any.
      </EmptyState>
    );
  }
  const isOver = status.state === 'closed' || status.state === 'paid';
  return (
    <EmptyState
      title={isOver ? `${name} is ${status.state}` : `${name} is not calculated`}
      action={
        <a class="button" href="/approvals">
          What waits for you
        </a>
      }
    >
      {isOver
        ? 'What is closed stays as it is: what changes of it is posted by the next open period.'
        : 'Its statements can be decided on once it is calculated again.'}
    </EmptyState>
  );
}
