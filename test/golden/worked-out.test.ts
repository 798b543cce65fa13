import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Statement } from '../../src/ledger/statement.js';
import { SQLITE } from '../databases/databases.js';
import {
  allStatements,
  companyOf,
  HERE,
  importAndCalculate,
  stepsOf,
  stories,
  storyIn,
  type WorkedOut,
} from './story.js';

// What a story is worth was worked out by hand, with the working beside it in `story.yaml`, before the engine was asked.

const told = await Promise.all(stories.map(async (name) => ({ name, ...(await storyIn(name)) })));
const workedOutStories = told.flatMap(({ workedOut, ...story }) =>
  workedOut === undefined ? [] : [{ ...story, workedOut }],
);

test.each(workedOutStories)('$name comes to what was worked out by hand', async (story) => {
  const { name, through, workedOut } = story;
  const db = await companyOf(name, SQLITE);
  for (const step of await stepsOf(name))
    await importAndCalculate(db, join(HERE, name, step, 'data'), through);
  const shown: Record<string, Record<string, WorkedOut>> = {};
  for (const statement of await allStatements(db)) {
    const { payee, period } = statement;
    const asked = workedOut[payee.id]?.[period.id] ?? (movesMoney(statement) ? ALL_THAT_MOVES : null);
    if (asked !== null)
      shown[payee.id] = { ...shown[payee.id], [period.id]: figuresOf(statement, Object.keys(asked)) };
  }
  expect(shown).toEqual(workedOut);
});

/** What is shown of a statement that nobody worked out. */
const ALL_THAT_MOVES: WorkedOut = { earned: '', paid: '', lines: {} };

function movesMoney({ balances: { earned, payable, paid } }: Statement): boolean {
  return [earned, payable, paid].some((figure) => Number(figure) !== 0);
}

function figuresOf({ balances, components, attainments }: Statement, names: readonly string[]): WorkedOut {
  const withLines = components.filter(({ lines }) => lines.length > 0);
  const figures: Readonly<Record<string, unknown>> = {
    ...balances,
    held: balances.closingHeld,
    lines: Object.fromEntries(
      withLines.map(({ component, lines }) => [component, lines.map(({ amount }) => amount)]),
    ),
    attainment: Object.fromEntries(attainments.map(({ measure, attainment }) => [measure, attainment])),
  };
  return Object.fromEntries(names.map((name) => [name, figures[name] as WorkedOut[string]]));
}
