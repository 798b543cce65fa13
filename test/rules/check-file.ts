import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Company } from '../../src/records/company.js';
import { type CheckReport, checkRuleFiles } from '../../src/rules/check-rules.js';
import { readCompanyFile } from '../../src/rules/company-file.js';
import type { RuleFile } from '../../src/rules/read-rules.js';

/** The company that the rule files of these tests belong to. */
export const COMPANY_FILE: RuleFile = {
  file: 'company.yaml',
  text: readFileSync(new URL('company.yaml', import.meta.url), 'utf8'),
};

/** The same company, decoded. */
export const COMPANY: Company = decodedCompany();

/** A file beside the tests. */
export function ruleFile(path: string): RuleFile {
  return { file: basename(path), text: readFileSync(new URL(path, import.meta.url), 'utf8') };
}

/** Checks plan files as if they were all the plans of the company. */
export function checkPlans(...plans: readonly RuleFile[]): CheckReport {
  return checkRuleFiles({ directory: 'rules', company: COMPANY_FILE, plans });
}

function decodedCompany(): Company {
  const read = readCompanyFile(COMPANY_FILE.text, COMPANY_FILE.file);
  if (!read.ok) throw new Error('the company file of the tests is broken');
  return read.value;
}
