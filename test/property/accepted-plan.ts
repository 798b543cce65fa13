import { readRules } from '../../src/rules/read-rules.js';
import type { RuleBook } from '../../src/rules/rule-book.js';
import type { GeneratedPlan } from './generated-plan.js';

const COMPANY = `
name: Generated
homeCurrency: USD
expectedRelationshipMonths: 18
dealFields: { goLive: date }
roles: { full: [owner], overlay: [specialist] }
`;

/** The rule book of a generated plan, through the text of a file; `null` when the checker refuses it. */
export function acceptedPlan(plan: GeneratedPlan): RuleBook | null {
  const { book } = readRules({
    directory: 'rules',
    company: { file: 'rules/company.yaml', text: COMPANY },
    plans: [{ file: 'rules/plans/generated.json', text: JSON.stringify(plan) }],
  });
  return book;
}

/** Why the checker refuses a generated plan. */
export function refusals(plan: GeneratedPlan): readonly string[] {
  const { problems } = readRules({
    directory: 'rules',
    company: { file: 'rules/company.yaml', text: COMPANY },
    plans: [{ file: 'rules/plans/generated.json', text: JSON.stringify(plan) }],
  });
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, field }) => `${code}: ${field ?? ''}: ${message}`);
}
