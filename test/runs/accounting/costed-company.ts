import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../temporary-company.js';

/** What the plans of the company say of costs in these tests, by plan and the line that it follows. */
const COSTS = [
  {
    plan: 'account-executive',
    after: '    commission:\n',
    cost: '    cost: { incremental: true, benefit: 36 months }\n',
  },
  {
    plan: 'sales-manager',
    after: '    bonus:\n',
    cost: '    cost: { incremental: true, benefit: 12 months }\n',
  },
  { plan: 'sales-manager', after: '    commission:\n', cost: '    cost: { incremental: false }\n' },
] as const;

/** Writes the rule files of the company into a folder, with plans that say what is incremental. */
export function writeCostedRules(folder: string): string {
  const rules = join(folder, 'costed-rules');
  cpSync(RULES, rules, { recursive: true });
  for (const { plan, after, cost } of COSTS) {
    const file = join(rules, 'plans', `${plan}.yaml`);
    writeFileSync(file, readFileSync(file, 'utf8').replace(after, `${cost}${after}`));
  }
  return rules;
}
