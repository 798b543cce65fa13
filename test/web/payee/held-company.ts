import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importBody } from '../../../src/intake/import-records.js';
import { readCompanyFile } from '../../../src/rules/company-file.js';
import { publishRules } from '../../../src/runs/publish-rules.js';
import type { Database } from '../../../src/store/executor.js';
import { temporaryPath } from '../../databases/sqlite.js';
import { COMPANY_TEXT, calculate, emptyDatabase, PLAN_TEXT } from '../../http/service.js';
import { succeeded } from '../../runs/payouts/payroll.js';

const RECORDS = fileURLToPath(new URL('../../http/company/records.json', import.meta.url));

/** Half of a commission is paid out when the deal is booked, and half as its cash comes in. */
const RELEASE = `
    release:
      - { on: booked, share: 50% }
      - { on: collected, share: 50%, of: deal }
`;

/** D-1 is invoiced in two parts: 30,000 of the first are paid, it is overdue, and nothing of the second is due yet. */
const CASH = {
  'invoice-lines': [
    { invoice: 'I-1', line: '1', deal: 'D-1', date: '2026-02-10', dueDate: '2026-03-12', amount: '80000' },
    { invoice: 'I-2', line: '1', deal: 'D-1', date: '2026-03-20', dueDate: '2026-04-19', amount: '50000' },
  ],
  receipts: [{ id: 'R-1', date: '2026-03-15', amount: '30000' }],
  applications: [{ receipt: 'R-1', invoice: 'I-1', line: '1', amount: '30000' }],
};

/**
 * The company of the HTTP tests, whose plan holds half of a commission until the customer pays; zoë has some deals more
 * in March, each of 100.
 */
export async function heldCompany(more = 0): Promise<Database> {
  const db = await emptyDatabase();
  const company = succeeded(readCompanyFile(COMPANY_TEXT, 'company.yaml'));
  const given = JSON.parse(readFileSync(RECORDS, 'utf8'));
  const ids = Array.from({ length: more }, (_, place) => `M-${String(place).padStart(3, '0')}`);
  const records = {
    ...{ ...given, ...CASH },
    deals: [...given.deals, ...ids.map((id) => ({ id, closeDate: '2026-03-02', type: 'new', acv: '100' }))],
    splits: [...given.splits, ...ids.map((deal) => ({ deal, payee: 'zoë/1', role: 'owner', share: '100%' }))],
  };
  const options = { company, actor: 'local', onConflict: 'refuse' } as const;
  const imported = await importBody(db, JSON.stringify(records), options);
  if (!imported.accepted) throw new Error(JSON.stringify(imported.problems));
  const rules = join(dirname(temporaryPath()), 'rules');
  mkdirSync(join(rules, 'plans'), { recursive: true });
  writeFileSync(join(rules, 'company.yaml'), COMPANY_TEXT);
  writeFileSync(join(rules, 'plans/ae.yaml'), PLAN_TEXT.trimEnd() + RELEASE);
  succeeded(await publishRules(db, rules, { actor: 'local' }));
  await calculate(db);
  return db;
}
