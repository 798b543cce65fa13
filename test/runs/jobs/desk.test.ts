import { afterEach, describe, expect, it } from 'vitest';
import { loadRuleFiles } from '../../../src/rules/load-rule-files.js';
import { Desk, type DeskLimits } from '../../../src/runs/jobs/desk.js';
import { TaskFault } from '../../../src/runs/jobs/task-worker.js';
import { readRuleFiles } from '../../../src/store/rule-files.js';
import { RULES } from '../temporary-company.js';
import { jobCompany } from './job-company.js';

type RuleDesk = Desk<'check' | 'examples' | 'publish'>;

const desks: RuleDesk[] = [];

afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.stop();
});

function openDesk(limits: Partial<DeskLimits> = {}): RuleDesk {
  const desk: RuleDesk = new Desk(limits);
  desks.push(desk);
  return desk;
}

describe('a desk', () => {
  it('answers one question after the other', async () => {
    const desk = openDesk();
    const files = await loadRuleFiles(RULES);
    const [report, examples] = await Promise.all([
      desk.ask({ kind: 'check', files }),
      desk.ask({ kind: 'examples', files }),
    ]);
    expect(report).toEqual({ ok: true, plans: 2, examples: 2, problems: [] });
    expect(examples.ok).toBe(true);
    expect(examples.examples.map(({ plan, ok, problems }) => [plan, ok, problems])).toEqual([
      ['account-executive', true, []],
      ['sales-manager', true, []],
    ]);
  });

  it('keeps a thread for what does not take long', async () => {
    const desk = openDesk({ threads: 2, longThreads: 1, milliseconds: 200_000 });
    const files = await loadRuleFiles(RULES);
    const answered: string[] = [];
    const ask = async (name: string, isLong: boolean) => {
      await desk.ask({ kind: 'examples', files }, { isLong });
      answered.push(name);
    };
    // A thread is started by its first question, which takes longer than the question.
    await Promise.all([desk.ask({ kind: 'check', files }), desk.ask({ kind: 'check', files })]);
    await Promise.all([ask('first', true), ask('second', true), ask('third', true), ask('quick', false)]);
    expect(answered.filter((each) => each !== 'quick')).toEqual(['first', 'second', 'third']);
    expect(answered.indexOf('quick')).toBeLessThan(3);
  }, 200_000);

  it('answers what does not take long beside as many that do as may wait', async () => {
    const desk = openDesk({ threads: 2, longThreads: 1, waiting: 1, longWaiting: 2, milliseconds: 200_000 });
    const files = await loadRuleFiles(RULES);
    const ask = (isLong: boolean) => desk.ask({ kind: 'check', files }, { isLong });
    const long = [ask(true), ask(true)];
    await expect(ask(true)).rejects.toMatchObject({ reason: 'too-many' });
    const short = ask(false);
    await expect(ask(false)).rejects.toMatchObject({ reason: 'too-many' });
    expect((await Promise.all([...long, short])).map(({ ok }) => ok)).toEqual([true, true, true]);
    expect((await ask(true)).ok).toBe(true);
  }, 200_000);

  it('publishes rule files by a handle of its own', async () => {
    const { db, path: database } = await jobCompany();
    const files = await loadRuleFiles(RULES);
    const [first] = files.plans;
    if (first === undefined) throw new Error('There is no plan.');
    const plans = [{ ...first, text: `# edited\n${first.text}` }, ...files.plans.slice(1)];
    const desk = openDesk();
    const publish = () =>
      desk.ask({ kind: 'publish', database, files: { ...files, plans }, actor: 'local', reason: 'a note' });
    expect(await publish()).toMatchObject({ ok: true, value: { change: 2, plans: 2, examples: 2 } });
    expect(await publish()).toMatchObject({ ok: true, value: { change: null } });
    expect((await readRuleFiles(db)).map(({ source }) => source.startsWith('# edited'))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('gives up a question that takes too long, and answers the next one', async () => {
    const desk = openDesk({ milliseconds: 1 });
    const files = await loadRuleFiles(RULES);
    await expect(desk.ask({ kind: 'check', files })).rejects.toMatchObject({
      reason: 'too-long',
      seconds: 0.001,
    });
    await expect(desk.ask({ kind: 'check', files })).rejects.toMatchObject({ reason: 'too-long' });
  });

  it('refuses a question when too many wait', async () => {
    const desk = openDesk({ waiting: 1 });
    const files = await loadRuleFiles(RULES);
    const first = desk.ask({ kind: 'check', files });
    await expect(desk.ask({ kind: 'check', files })).rejects.toMatchObject({ reason: 'too-many' });
    expect(await first).toMatchObject({ ok: true });
    expect(await desk.ask({ kind: 'check', files })).toMatchObject({ ok: true });
  });

  it('tells a fault of its worker, and goes on', async () => {
    const desk = openDesk();
    const files = await loadRuleFiles(RULES);
    const nowhere = {
      kind: 'publish',
      database: '/no/such/folder/x.db',
      files,
      actor: 'local',
      reason: null,
    } as const;
    await expect(desk.ask(nowhere)).rejects.toBeInstanceOf(TaskFault);
    expect(await desk.ask({ kind: 'check', files })).toMatchObject({ ok: true });
  });
});
