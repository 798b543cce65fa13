import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import { parseThrough } from '../../../src/calendar/pay-period.js';
import { importFiles } from '../../../src/intake/import-records.js';
import type { Statement } from '../../../src/ledger/statement.js';
import type { Problem } from '../../../src/problems/problem.js';
import { calculateRun } from '../../../src/runs/calculate-run.js';
import { closePeriod } from '../../../src/runs/close-period.js';
import { approvePeriod, submitPeriod } from '../../../src/runs/closing/period-steps.js';
import { publishRules } from '../../../src/runs/publish-rules.js';
import { readStatements } from '../../../src/runs/read-statements.js';
import { readStoredRules } from '../../../src/runs/stored-rules.js';
import type { Database } from '../../../src/store/executor.js';
import type { TestDatabase } from '../../databases/databases.js';
import { removeAfterTest } from '../../databases/opened.js';

export const COMPANY = `name: Closing Stories Inc.
homeCurrency: USD
roles: { full: [owner], overlay: [specialist] }
`;

/** A company that takes data in, calculates and closes months, as a test tells it to. */
export class ClosingCompany {
  constructor(
    readonly db: Database,
    readonly folder: string,
  ) {}

  /** Publishes plans, by the names of their files, and what holds for all of them. */
  async rules(plans: Readonly<Record<string, string>>, company = COMPANY): Promise<void> {
    const folder = join(this.folder, 'rules');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, 'plans'), { recursive: true });
    writeFileSync(join(folder, 'company.yaml'), company);
    for (const [name, text] of Object.entries(plans))
      writeFileSync(join(folder, 'plans', `${name}.yaml`), text);
    expectNone((await publishRules(this.db, folder, { actor: 'story' })).problems);
  }

  /** Imports rows, by the names of their files: `{ splits: ['deal,payee,role,share', 'D-1,ann,owner,50%'] }`. */
  async data(files: Readonly<Record<string, readonly string[]>>): Promise<void> {
    const folder = mkdtempSync(join(this.folder, 'data-'));
    for (const [name, rows] of Object.entries(files))
      writeFileSync(join(folder, `${name}.csv`), `${rows.join('\n')}\n`);
    const rules = await readStoredRules(this.db);
    if (!rules.ok) throw new Error('the rules of a story must be sound');
    const { company } = rules.value.book;
    const options = { company, actor: 'story', onConflict: 'correct' } as const;
    expectNone((await importFiles(this.db, [folder], options)).problems);
  }

  async calculate(through: string): Promise<void> {
    const rules = await readStoredRules(this.db);
    if (!rules.ok) throw new Error('the rules of a story must be sound');
    const day = parseThrough(through, rules.value.book.company) ?? '';
    const done = await calculateRun(this.db, { through: day, actor: 'story' });
    expectNone(done.problems);
  }

  /** Submits, approves as somebody else, and closes. */
  async close(period: string, payGroup = 'monthly-USD'): Promise<void> {
    expectNone((await submitPeriod(this.db, { payGroup, period, actor: 'ops' })).problems);
    expectNone((await approvePeriod(this.db, { payGroup, period, actor: 'cfo' })).problems);
    expectNone((await closePeriod(this.db, { payGroup, period, actor: 'ops' })).problems);
  }

  async statement(payee: string, period: string): Promise<Statement> {
    const [statement] = await readStatements(this.db, EVERY_PAYEE, payee, period);
    if (statement === undefined) throw new Error(`${payee} has no statement for ${period}`);
    return statement;
  }

  /** The lines of a statement: `credit D-1 -300.00 adjusts 2026-01 credit split D-1 ann owner @4`. */
  async lines(payee: string, period: string): Promise<readonly string[]> {
    return linesOf(await this.statement(payee, period));
  }
}

export function linesOf({ components }: Statement): readonly string[] {
  return components.flatMap(({ lines }) =>
    lines.map(({ kind, deal, amount, corrects, adjusts }) =>
      [
        `${kind} ${deal ?? '–'} ${amount}`,
        ...(corrects === null ? [] : [`corrects ${corrects.before} of ${corrects.period}`]),
        ...(adjusts === undefined
          ? []
          : [`adjusts ${adjusts.period}, ${adjusts.cause}, ${adjusts.source} @${adjusts.change}`]),
      ].join('; '),
    ),
  );
}

function expectNone(problems: readonly Problem[] | undefined): void {
  if (problems !== undefined && problems.length > 0) throw new Error(JSON.stringify(problems, null, 1));
}

export async function closingCompany(database: TestDatabase): Promise<ClosingCompany> {
  const folder = mkdtempSync(join(tmpdir(), 'attain-closing-'));
  removeAfterTest(async () => rmSync(folder, { recursive: true }));
  return new ClosingCompany(await database.create(), folder);
}
