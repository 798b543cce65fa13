import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import type { Statement } from '../../src/ledger/statement.js';
import { statementText } from '../../src/ledger/statement-text.js';
import { audit } from '../../src/runs/audit/audit.js';
import { explainStatementLine } from '../../src/runs/explain-statement-line.js';
import { verifyPeriod } from '../../src/runs/verify-period.js';
import { readClosings } from '../../src/store/closings.js';
import type { Database } from '../../src/store/executor.js';
import { databases, POSTGRES, SQLITE, type TestDatabase } from '../databases/databases.js';
import { allStatements } from '../golden/story.js';
import { closingCompany } from '../runs/closing/closing-company.js';

/**
 * Each folder is a story of several months with what is closed in between: plans, and the steps in which data or
 * other plans come in, months are calculated and closed. Beside it lie all statements after each step.
 */
const HERE = fileURLToPath(new URL('.', import.meta.url));

interface Step {
  readonly plans?: Readonly<Record<string, string>>;
  /** Rows by the names of their files, with semicolons between fields. */
  readonly data?: Readonly<Record<string, readonly string[]>>;
  readonly calculate: string;
  readonly close?: readonly string[];
}

interface Story {
  readonly plans: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

const stories = readdirSync(HERE, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map(({ name }) => name);

/** Tells a story step by step, and waits after each. */
async function tell(
  database: TestDatabase,
  name: string,
  afterStep: (db: Database, step: number) => Promise<void>,
): Promise<void> {
  const { plans, steps }: Story = parse(readFileSync(join(HERE, name, 'story.yaml'), 'utf8'));
  const company = await closingCompany(database);
  await company.rules(plans);
  for (const [place, step] of steps.entries()) {
    if (step.plans !== undefined) await company.rules(step.plans);
    if (step.data !== undefined) {
      const rows = Object.entries(step.data).map(([file, lines]) => [
        file,
        lines.map((line) => line.replaceAll(';', ',')),
      ]);
      await company.data(Object.fromEntries(rows));
    }
    await company.calculate(step.calculate);
    for (const period of step.close ?? []) await company.close(period);
    await afterStep(company.db, place + 1);
  }
}

describe.each(stories)('%s', (name) => {
  test.each(databases)(
    'comes to these statements on $name, and every line is explained to the cent',
    async (database) => {
      await tell(database, name, async (db, step) => {
        for (const statement of await allStatements(db)) {
          const { payee, period } = statement;
          const expected = join(HERE, name, 'expected', `${step}.${payee.id}.${period.id}.txt`);
          await expect(steady(statementText(statement))).toMatchFileSnapshot(expected);
          for (const { id, amount } of statement.components.flatMap(({ lines }) => lines)) {
            const explained = await explainStatementLine(db, EVERY_PAYEE, id);
            expect([id, explained?.total, explained?.equalsStored]).toEqual([id, amount, true]);
          }
        }
      });
    },
  );

  test('never changes what is closed, verifies it after every step, and keeps the books sound', async () => {
    const frozen = new Map<string, string>();
    await tell(SQLITE, name, async (db) => {
      for (const statement of (await allStatements(db)).filter(({ closed }) => closed !== undefined)) {
        const place = `${statement.payee.id} ${statement.period.id}`;
        expect(JSON.stringify(statement)).toBe(frozen.get(place) ?? JSON.stringify(statement));
        frozen.set(place, JSON.stringify(statement));
      }
      for (const { period } of await readClosings(db))
        expect(await verifyPeriod(db, { period: period.id })).toMatchObject({ value: [{ isEqual: true }] });
      expect((await audit(db)).flatMap(({ breaks }) => breaks)).toEqual([]);
    });
    expect(frozen.size).toBeGreaterThan(0);
  });

  test('has byte-equal statements on every database', async () => {
    const told = await Promise.all(
      [SQLITE, POSTGRES].map(async (database) => {
        const written: string[] = [];
        await tell(database, name, async (db) => {
          for (const statement of await allStatements(db))
            written.push(JSON.stringify(withoutTimes(statement)));
        });
        return written;
      }),
    );
    expect(told[1]).toEqual(told[0]);
  });
});

function withoutTimes({ closed, ...statement }: Statement) {
  return { ...statement, ...(closed !== undefined && { closed: { ...closed, at: '' } }) };
}

/** Hashes and the days of closing differ from one telling to the next; what is paid must not depend on them. */
function steady(text: string): string {
  return text
    .replace(/\b[0-9a-f]{12,64}\b/g, '<hash>')
    .replace(/^Closed on \d{4}-\d\d-\d\d/m, 'Closed on <day>');
}
