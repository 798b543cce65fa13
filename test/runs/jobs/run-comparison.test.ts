import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { JobProgress } from '../../../src/runs/jobs/jobs.js';
import { runComparison } from '../../../src/runs/jobs/run-comparison.js';
import type { CompareTask } from '../../../src/runs/jobs/task.js';
import { temporaryPath } from '../../databases/sqlite.js';
import { calculatedDatabase, PLAN_TEXT } from '../../http/service.js';

const RAISED = { file: 'plans/ae.yaml', text: PLAN_TEXT.replace('rate: 8%', 'rate: 9%') };

const taskOf = (question: CompareTask['question']): CompareTask => ({
  kind: 'compare',
  database: 'not opened again',
  question,
  rowsFile: temporaryPath(),
});

it('tells how many payees are done, and keeps the sums and, in a file, the rows', async () => {
  const told: JobProgress[] = [];
  const task = taskOf({ plan: 'ae', with: RAISED });
  const { status, outcome } = await runComparison(await calculatedDatabase(), task, {
    onProgress: (progress) => told.push(progress),
    signal: new AbortController().signal,
  });
  expect(status).toBe('done');
  // By the first of the two versions, they are half done.
  expect(told).toEqual([0, 1, 3].map((done) => ({ done, total: 3, unit: 'payees' })));
  expect(outcome.report).toMatchObject({
    payeeCount: 2,
    comparison: {
      totals: [
        {
          currency: 'USD',
          earned: { before: '13720.05', after: '14820.05', difference: '1100.00' },
        },
      ],
    },
  });
  expect((await readFile(task.rowsFile, 'utf8')).split('\n')[0]).toContain('payee,name,period');
});

it('keeps nothing where it is called off, or where the text is not sound', async () => {
  const db = await calculatedDatabase();
  const watch = { onProgress: () => undefined };
  const calledOff = taskOf({ plan: 'ae', with: RAISED });
  const signal = AbortSignal.abort(new Error('called off'));
  await expect(runComparison(db, calledOff, { ...watch, signal })).rejects.toThrow('called off');
  expect(existsSync(calledOff.rowsFile)).toBe(false);

  const unsound = taskOf({ plan: 'ae', with: { file: 'plans/ae.yaml', text: 'plan: ae' } });
  const { status, outcome } = await runComparison(db, unsound, {
    ...watch,
    signal: new AbortController().signal,
  });
  expect(status).toBe('failed');
  expect(outcome.problemCount).toBe(outcome.problems.length);
  expect(outcome.problems[0]?.location?.file).toBe('plans/ae.yaml');
  expect(existsSync(unsound.rowsFile)).toBe(false);
});
