import { EVERY_PAYEE } from '../../src/access/scope.js';
import { importBody } from '../../src/intake/import-records.js';
import { addAdjustments } from '../../src/runs/adjustments/add-adjustments.js';
import { closePeriod } from '../../src/runs/close-period.js';
import { approvePeriod, submitPeriod } from '../../src/runs/closing/period-steps.js';
import { openDispute } from '../../src/runs/disputes/open-dispute.js';
import { readStoredRules } from '../../src/runs/stored-rules.js';
import type { Database } from '../../src/store/executor.js';
import { calculate, calculatedDatabase } from '../http/service.js';
import { Payroll, succeeded } from '../runs/payouts/payroll.js';

const PAY_GROUP = 'monthly-USD';

const from = '2026-01-01';

/** Ada is in Mia's team until 15 February and in Max's from then on, as Bo always is; Vic is above both. */
const PEOPLE = {
  payees: [
    { id: 'mia', name: 'Mia Stern' },
    { id: 'max', name: 'Max Planck' },
    { id: 'vic', name: 'Vic Vance' },
    { id: 'zed', name: 'Zed Zeiss' },
  ],
  teams: [
    { id: 'world', name: 'World' },
    { id: 'north', name: 'North', parent: 'world' },
    { id: 'south', name: 'South', parent: 'world' },
  ],
  memberships: [
    { team: 'world', payee: 'vic', as: 'manager', from },
    { team: 'north', payee: 'mia', as: 'manager', from },
    { team: 'south', payee: 'max', as: 'manager', from },
    { team: 'north', payee: 'ada', as: 'member', from, to: '2026-02-15' },
    { team: 'south', payee: 'ada', as: 'member', from: '2026-02-15' },
    { team: 'south', payee: 'bo', as: 'member', from },
  ],
  assignments: [{ payee: 'zed', plan: 'ae', from }],
  quotas: [
    {
      ...{ payee: 'zed', quota: 'new-acv', from, to: '2027-01-01' },
      ...{ amount: '400000', currency: 'USD' },
    },
  ],
  deals: [
    { id: 'D-7', closeDate: '2026-01-10', type: 'new', acv: '10000', name: 'Zenith' },
    { id: 'D-8', closeDate: '2026-01-12', type: 'new', acv: '12000' },
  ],
  splits: [
    { deal: 'D-7', payee: 'zed', role: 'owner', share: '100%' },
    { deal: 'D-8', payee: 'ada', role: 'owner', share: '100%' },
  ],
  receipts: [{ id: 'R-1', date: '2026-03-30', amount: '5.00' }],
};

/**
 * The company of the HTTP tests with managers, one of whom loses somebody to the other, and somebody whom neither has.
 * The quarter is closed and March is paid; Ada and Bo each have an adjustment and a dispute in March, Ada a dispute in
 * January and one in February.
 */
export async function movedCompany(): Promise<Database> {
  const db = await calculatedDatabase();
  const { company } = succeeded(await readStoredRules(db)).book;
  const taken = await importBody(db, JSON.stringify(PEOPLE), {
    company,
    actor: 'local',
    onConflict: 'refuse',
  });
  if (!taken.accepted) throw new Error(JSON.stringify(taken.problems));
  await calculate(db);
  const drafts = ['ada', 'bo'].map((payee) => {
    return { payee, payGroup: PAY_GROUP, period: '2026-04', amount: '7.00', reason: `for ${payee}` };
  });
  for (const period of ['2026-01', '2026-02', '2026-03']) {
    const named = { payGroup: PAY_GROUP, period };
    succeeded(await submitPeriod(db, { ...named, actor: 'ops' }));
    succeeded(await approvePeriod(db, { ...named, actor: 'cfo' }));
    succeeded(await closePeriod(db, { ...named, actor: 'ops' }));
  }
  const payroll = new Payroll(db);
  succeeded(await payroll.build('2026-03'));
  succeeded(await payroll.approve(1));
  succeeded(await addAdjustments(db, { drafts, actor: 'ops' }));
  for (const line of ['ada.2026-01.1', 'ada.2026-02.1', 'ada.2026-03.1', 'bo.2026-03.1']) {
    const [actor = ''] = line.split('.');
    succeeded(
      await openDispute(db, EVERY_PAYEE, { line, expected: '900.00', message: `of ${actor}`, actor }),
    );
  }
  return db;
}
