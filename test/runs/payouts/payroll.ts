import type { Problem } from '../../../src/problems/problem.js';
import type { Result } from '../../../src/problems/result.js';
import { buildPayout } from '../../../src/runs/payouts/build-payout.js';
import { confirmPayout } from '../../../src/runs/payouts/confirm-payout.js';
import { decidePayout } from '../../../src/runs/payouts/decide-payout.js';
import { type ExportRequest, exportPayout } from '../../../src/runs/payouts/export-payout.js';
import { withdrawPayout } from '../../../src/runs/payouts/withdraw-payout.js';
import type { Database } from '../../../src/store/executor.js';

/** How the provider of the tests takes and tells. */
export const MAPPING = {
  name: 'adp.yaml',
  text: `language: 1
provider: adp
export:
  lineEnd: unix
  dates: MM/DD/YYYY
  columns:
    - column: Employee ID
      field: payee
    - column: Earnings code
      value: COMM
    - column: Amount
      field: amount
confirmation:
  dates: MM/DD/YYYY
  columns:
    payee: Employee ID
    amount: Net
    reference: Check
    date: Paid on
    status: State
  statuses:
    paid: [OK]
    pending: [SENT]
    failed: [ERROR]
    returned: [BOUNCED]
`,
};

/** A file of the provider, by rows such as `ada,3000.00,C-1,04/15/2026,OK`. */
export function confirmation(rows: readonly string[], name = 'paid.csv') {
  const text = ['Employee ID,Net,Check,Paid on,State', ...rows].map((row) => `${row}\n`).join('');
  return { name, bytes: Buffer.from(text) };
}

/** The value of a result; its problems are thrown. */
export function succeeded<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(result.problems.map((each) => JSON.stringify(each)).join('\n'));
}

/** The first problem of a result that has one. */
export function problemOf(result: Result<unknown>): Problem | undefined {
  return result.ok ? undefined : result.problems[0];
}

/** The steps of paying, by whoever takes them in the tests. */
export class Payroll {
  constructor(readonly db: Database) {}

  build(period: string, payGroup = 'monthly-USD') {
    return buildPayout(this.db, { payGroup, period, actor: 'fin' });
  }

  approve(batch: number, actor = 'cfo') {
    return decidePayout(this.db, { batch, decision: 'approved', actor });
  }

  reject(batch: number, reason = 'a wrong rate') {
    return decidePayout(this.db, { batch, decision: 'rejected', reason, actor: 'cfo' });
  }

  withdraw(batch: number, reason = 'a wrong account', actor = 'fin') {
    return withdrawPayout(this.db, { batch, reason, actor });
  }

  export(batch: number, asked: Partial<ExportRequest> = {}) {
    return exportPayout(this.db, { batch, mapping: MAPPING, actor: 'fin', ...asked });
  }

  confirm(batch: number, rows: readonly string[], name?: string) {
    const file = confirmation(rows, name);
    return confirmPayout(this.db, { batch, mapping: MAPPING, file, actor: 'fin' });
  }
}
