import type { FiscalCalendar } from '../calendar/fiscal-calendar.js';
import { readCompanyFile } from '../rules/company-file.js';
import type { RuleFile } from '../rules/read-rules.js';
import type { Executor } from '../store/executor.js';
import { readRuleFiles, type RuleFile as StoredRuleFile } from '../store/rule-files.js';

/** How time is cut while no company file is published: as one that says nothing of it would. */
const PLAIN_CALENDAR: FiscalCalendar = {
  fiscalYearStartMonth: 1,
  biweeklyFrom: '2024-01-01',
  weekStartsOn: 'monday',
};

/**
 * The company file that calculations use, and `null` before one is published.
 *
 * @example
 * const company = await storedCompanyFile(db);
 */
export async function storedCompanyFile(executor: Executor): Promise<RuleFile | null> {
  return storedRuleFile(executor, 'company');
}

/**
 * The file of territories that calculations use, and `null` where none is published.
 *
 * @example
 * const territories = await storedTerritoriesFile(db);
 */
export async function storedTerritoriesFile(executor: Executor): Promise<RuleFile | null> {
  return storedRuleFile(executor, 'territories');
}

async function storedRuleFile(executor: Executor, kind: StoredRuleFile['kind']): Promise<RuleFile | null> {
  const found = (await readRuleFiles(executor)).find((each) => each.kind === kind);
  return found === undefined ? null : { file: found.path, text: found.source };
}

/**
 * How the company cuts its time into years, quarters and pay periods.
 *
 * @example
 * parseThrough('2026-Q1', await companyCalendar(db)) // '2026-04-01'
 */
export async function companyCalendar(executor: Executor): Promise<FiscalCalendar> {
  const stored = await storedCompanyFile(executor);
  const read = stored === null ? null : readCompanyFile(stored.text, stored.file);
  return read?.ok ? read.value : PLAIN_CALENDAR;
}
