import { type PayeeScope, payeesAlone } from '../../access/scope.js';
import type { CivilDate } from '../../calendar/civil-date.js';
import type { FiscalCalendar } from '../../calendar/fiscal-calendar.js';
import { PAY_FREQUENCIES, payPeriodContaining } from '../../calendar/pay-period.js';
import type { Executor } from '../../store/executor.js';
import { listStatements } from '../../store/statements.js';
import { statementAddress } from '../payee/statement-address.js';

/**
 * Where the statements of payees are for the pay period that a day lies in, by payee; who has none then is left out.
 *
 * @example
 * (await memberStatements(trx, scope, { payees: ['ada'], day: '2026-03-31', calendar })).get('ada')
 * // '/payees/ada/statements/2026-03?currency=USD'
 */
export async function memberStatements(
  trx: Executor,
  scope: PayeeScope,
  {
    payees,
    day,
    calendar,
  }: { readonly payees: readonly string[]; readonly day: CivilDate; readonly calendar: FiscalCalendar },
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const alone = only(scope, payees);
  for (const frequency of PAY_FREQUENCIES) {
    const { id } = payPeriodContaining(frequency, day, calendar);
    for (const each of await listStatements(trx, alone, { period: id })) {
      if (!found.has(each.payee)) found.set(each.payee, statementAddress(each));
    }
  }
  return found;
}

/** A scope with no more than some of its payees. */
function only(scope: PayeeScope, payees: readonly string[]): PayeeScope {
  if (scope.all) return payeesAlone(...payees);
  return { ...scope, payees: new Set(payees.filter((each) => scope.payees.has(each))) };
}
