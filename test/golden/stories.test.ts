import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import { statementText } from '../../src/ledger/statement-text.js';
import { explainStatementLine } from '../../src/runs/explain-statement-line.js';
import { allStatements, HERE, importAndCalculate, stepsOf, stories, storyIn, withCompany } from './story.js';

describe.each(stories)('%s', (name) => {
  test('comes to these statements', async () => {
    const { through } = await storyIn(name);
    await withCompany(name, async (db) => {
      for (const step of await stepsOf(name)) {
        await importAndCalculate(db, join(HERE, name, step, 'data'), through);
        for (const statement of await allStatements(db)) {
          const { payee, period } = statement;
          const expected = join(HERE, name, step, 'expected', `${payee.id}.${period.id}.txt`);
          await expect(withoutHashes(statementText(statement))).toMatchFileSnapshot(expected);
        }
      }
    });
  });

  test('explains every line of every statement to the cent', async () => {
    const { through } = await storyIn(name);
    await withCompany(name, async (db) => {
      for (const step of await stepsOf(name))
        await importAndCalculate(db, join(HERE, name, step, 'data'), through);
      for (const statement of await allStatements(db)) {
        for (const { id, amount } of statement.components.flatMap(({ lines }) => lines)) {
          const explained = await explainStatementLine(db, EVERY_PAYEE, id);
          expect({ id, amount: explained?.total, equalsStored: explained?.equalsStored }).toEqual({
            id,
            amount,
            equalsStored: true,
          });
        }
      }
    });
  });
});

test('the story folders tell all the stories there are', () => {
  expect(stories).toEqual([
    'a-late-deal',
    'a-mid-quarter-hire',
    'a-partial-collection',
    'a-refund-in-the-window-and-after-it',
    'a-split-deal',
    'a-team-whose-average-decides-a-bonus',
    'accelerator-crossed-in-mid-deal',
  ]);
});

/** Hashes say where a figure comes from; what the figure is must not depend on them. */
function withoutHashes(text: string): string {
  return text.replace(/\b[0-9a-f]{12,64}\b/g, '<hash>');
}
