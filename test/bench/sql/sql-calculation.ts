import { COMPONENTS } from '../compared-run.js';
import { columnList } from '../result-tables.js';
import { PERIODS } from '../workload/periods.js';
import { FIRST_DAY, THROUGH } from '../workload/workload.js';
import type { Dialect } from './dialect.js';

/**
 * The calculation in the database's own SQL: window functions for the running totals, integers for the money,
 * joins by the indexes there are and some it makes. It writes the same results into the same tables. Joins
 * are written as SQLite is to do them: deals in their order, and then what belongs to each.
 *
 * Shares are ten-thousandths, and so are rates; what is earned is then over {@link EARNED_UNITS}. That is
 * exact for the workload and has room enough in 64 bits.
 *
 * @returns statements to run in order, in one transaction
 * @example
 * for (const sql of sqlCalculation(run, SQLITE)) db.exec(sql);
 */
export function sqlCalculation(run: number, dialect: Dialect): readonly string[] {
  return [
    periods(run),
    `insert into payee_result (${columnList('payee_result')}) select ${run}, id, name, '' from payee`,
    entitlements(run),
    `create temporary table quarter_quota (payee text, window_from bigint, cents bigint, primary key (payee, window_from))`,
    `insert into quarter_quota select payee, ${day('"from"')}, cast(round(cast(amount as numeric) * 100) as bigint)
      from quota where quota = 'new-business'`,
    `create temporary table component_entitlement
      (payee text, component text, entitlement bigint, primary key (payee, component))`,
    `insert into component_entitlement select payee, component, number from entitlement where run = ${run}`,
    'create temporary table month_period (month bigint primary key, period bigint)',
    `insert into month_period select cast(replace(id, '-', '') as bigint), number from run_period where run = ${run}`,
    lines(run, dialect),
    statements(run),
    'drop table quarter_quota',
    'drop table month_period',
    'drop table component_entitlement',
  ];
}

/** What one cent at a rate of 100 % is: ten thousand of the share times ten thousand of the rate. */
const EARNED_UNITS = 100_000_000;

function periods(run: number): string {
  const rows = PERIODS.map(
    ({ number, id, from, to }) => `(${run}, ${number}, '${id}', 'monthly', '${from}', '${to}')`,
  );
  return `insert into run_period (${columnList('run_period')}) values ${rows.join(', ')}`;
}

function entitlements(run: number): string {
  const components = COMPONENTS.map(
    ({ component, measure, basis }) =>
      `select '${component}' as component, '${measure}' as measure, '${basis}' as basis`,
  );
  return `insert into entitlement (${columnList('entitlement')})
    select ${run}, row_number() over (order by payee.id, c.component) - 1, payee.id, 'field-sales/${FIRST_DAY}',
      '${FIRST_DAY}', '2027-01-01', c.component, c.measure, c.basis, 'money', 'USD', 'monthly', 'field-sales',
      'Field sales', (select hash from rule_file where kind = 'plan'), 0
    from payee cross join (${components.join(' union all ')}) as c`;
}

function lines(run: number, { greater }: Dialect): string {
  const above = (tenThousandths: number) => `${greater}(0, after - quota * ${tenThousandths})`;
  const before = (tenThousandths: number) => `${greater}(0, after - credited - quota * ${tenThousandths})`;
  const tiered = (position: typeof above) =>
    `350 * ${position(0)} + 175 * ${position(5_000)} + 275 * ${position(10_000)} + 350 * ${position(15_000)}`;
  return `insert into line (${columnList('line')})
    with event as (
      select s.payee, 'bookings' as component, d.close_date as date, d.id as deal, null as event,
        d.acv as cents, s.share
      from deal d cross join split s
      where s.deal = d.id and s.role = 'owner' and d.type in ('new', 'expansion')
        and cast(coalesce(d.discount, '0') as numeric) <= 0.25 and d.region not in ('house')
        and d.close_date < '${THROUGH}'
      union all
      select s.payee, 'renewals', r.date, d.id, a.receipt || ':' || a.invoice || '/' || a.line, a.amount, s.share
      from deal d cross join split s cross join invoice_line i cross join application a cross join receipt r
      where s.deal = d.id and s.role = 'owner' and i.deal = d.id and a.invoice = i.invoice and a.line = i.line
        and r.id = a.receipt and d.type = 'renewal' and r.date < '${THROUGH}'
    ), credit as (
      select payee, component, ${day('date')} as day, deal, event, cents,
        cast(round(cast(share as numeric) * 10000) as bigint) as share
      from event
    ), placed as (
      select c.*, e.entitlement, m.period, cents * share as credited,
        day / 10000 * 10000 + ((day / 100 % 100 - 1) / 3 * 3 + 1) * 100 + 1 as window_from
      from credit c cross join component_entitlement e cross join month_period m
      where e.payee = c.payee and e.component = c.component and m.month = c.day / 100
    ), running as (
      select p.*, coalesce(q.cents, 0) as quota, cast(sum(credited) over (
        partition by entitlement, p.window_from order by day, deal, event rows unbounded preceding
      ) as bigint) as after
      from placed p left join quarter_quota q on q.payee = p.payee and q.window_from = p.window_from
    ), exact as (
      select r.*,
        case component when 'bookings' then ${tiered(above)} else 200 * after end as earned,
        case component when 'bookings' then ${tiered(before)} else 200 * (after - credited) end as earned_before
      from running r
    )
    select ${run}, entitlement, window_from, period,
      row_number() over (partition by payee, period order by component, day, deal, event), 'credit',
      case when window_from / 100 % 100 = 10 then window_from / 10000 * 10000 + 10101 else window_from + 300 end,
      day, ${rounded('earned', EARNED_UNITS)} - ${rounded('earned_before', EARNED_UNITS)}, share * 10000,
      ${rounded('credited', 10_000)}, null, deal, event, null
    from exact
    order by 2, 3, 4, 5`;
}

function statements(run: number): string {
  return `insert into statement (${columnList('statement')})
    with total as (
      select e.payee, l.period, cast(sum(l.amount) as bigint) as earned
      from line l join entitlement e on e.run = l.run and e.number = l.entitlement
      where l.run = ${run} group by e.payee, l.period
    ), due as (
      select r.payee, p.number as period, substr(p.id, 1, 4) as year, coalesce(t.earned, 0) as earned
      from payee_result r join run_period p on p.run = r.run
        left join total t on t.payee = r.payee and t.period = p.number
      where r.run = ${run}
    ), summed as (
      select due.*, cast(sum(earned) over (partition by payee, year order by period) as bigint) as to_date from due
    )
    select ${run}, payee, period, 'USD', 'complete', earned, 0, earned, 0, 0, 0, 0, 0, 0, earned,
      '{"year":[' || year || '0101,"' || to_date || '","' || to_date || '","' || to_date || '"]}'
    from summed order by payee, period`;
}

/** A day as a number, from text. */
function day(text: string): string {
  return `cast(replace(${text}, '-', '') as bigint)`;
}

/** A quotient of integers that are not negative, to the nearest; a tie goes to the even neighbour. */
function rounded(numerator: string, denominator: number): string {
  const [quotient, rest] = [`${numerator} / ${denominator}`, `${numerator} % ${denominator}`];
  return `(${quotient} + case when 2 * (${rest}) > ${denominator}
    or (2 * (${rest}) = ${denominator} and (${quotient}) % 2 = 1) then 1 else 0 end)`;
}
