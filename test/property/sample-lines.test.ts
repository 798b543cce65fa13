import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { addDays } from '../../src/calendar/civil-date.js';
import { calculate } from '../../src/engine/calculate.js';
import { explainLine } from '../../src/engine/explain/explain-line.js';
import { entitlementsOf } from '../../src/ledger/entitlement.js';
import { formatMinorUnits, parseMinorUnits } from '../../src/money/minor-units.js';
import { addRatios, ratio, ZERO_RATIO } from '../../src/money/ratio.js';
import { loadRuleFiles } from '../../src/rules/load-rule-files.js';
import { readRules } from '../../src/rules/read-rules.js';
import { sampleCompany } from '../../src/sample/sample-company.js';
import { SAMPLE_SEED } from '../../src/sample/sample-constants.js';
import { renderedStatements } from '../ledger/rendered-statements.js';

test('every line of every statement of the sample company is explained to the cent', async () => {
  const { book } = readRules(await loadRuleFiles(fileURLToPath(new URL('../../rules', import.meta.url))));
  if (book === null) throw new Error('the rules of the sample company must be sound');
  const calculation = calculate({
    company: book.company,
    versions: book.plans,
    records: sampleCompany(SAMPLE_SEED),
    through: '2026-11-01',
  });
  const entitlements = entitlementsOf(calculation);
  let lines = 0;
  const wrong: string[] = [];
  for (const payee of calculation.payees) {
    for (const statement of renderedStatements(calculation, payee, entitlements)) {
      const through = addDays(statement.asOf, 1);
      for (const line of statement.components.flatMap((component) => component.lines)) {
        const reference = { ...line, windowFrom: line.window.from };
        const explained = explainLine(payee, reference, through, calculation);
        const before = line.corrects === null ? '0' : line.corrects.before;
        const posted = parseMinorUnits(before, statement.currency);
        const due = (explained?.leaves ?? []).reduce((sum, { exact }) => addRatios(sum, exact), ZERO_RATIO);
        const amount = addRatios(due, ratio(typeof posted === 'bigint' ? -posted : 0n, 1n));
        const whole =
          amount.denominator === 1n ? formatMinorUnits(amount.numerator, statement.currency) : 'a fraction';
        if (whole !== line.amount) wrong.push(`${line.id}: stored ${line.amount}, explained ${whole}`);
        lines += 1;
      }
    }
  }
  console.log(`${lines} lines of ${calculation.payees.length} payees`);
  expect(wrong).toEqual([]);
  expect(lines).toBeGreaterThan(50_000);
}, 300_000);
