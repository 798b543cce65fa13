import type { ApprovalLevel } from '../../ledger/approvals/statement-approval.js';
import { filledWith } from '../filled-form.js';
import { payGroupText, shownState, stateText } from '../finance/period-words.js';
import { SelectField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { approvalsAddress } from './approvals-address.js';
import type { ApprovalsOfPeriod, ShownApprovals } from './shown-approvals.js';

/**
 * The choice of the period, the pay group where there are several, and as whom.
 *
 * @example
 * <ApprovalsChoice {...approvals} shown={shown} />
 */
export function ApprovalsChoice({
  view: { periods },
  shown: { status, level, levels },
  format,
}: ApprovalsOfPeriod) {
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

/**
 * The other periods in which statements wait for the viewer.
 *
 * @example
 * <AlsoWaiting {...approvals} />
 */
export function AlsoWaiting({ view: { alsoWaiting }, format }: ShownApprovals) {
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
