import { describe, expect, it } from 'vitest';
import { Settlement } from '../../../src/runs/jobs/settlement.js';
import { settlingDatabase } from '../../../src/runs/jobs/settling-database.js';
import { beginRun, readRun } from '../../../src/store/runs.js';
import { databases } from '../../databases/databases.js';

const DESCRIPTION = {
  ...{ through: '2026-03-31', change: 1, actor: 'local' },
  ...{ rulesHash: 'rules', inputsHash: 'inputs', engineVersion: '1' },
};

/** What both threads see of one work. */
function bothSides(): { readonly caller: Settlement; readonly worker: Settlement } {
  const caller = new Settlement();
  return { caller, worker: new Settlement(caller.shared) };
}

describe('work that is settled', () => {
  it('cannot be called off until it is opened again', () => {
    const { caller, worker } = bothSides();
    const reopen = worker.settle();
    expect(caller.callOff()).toBe(false);
    reopen();
    expect(caller.callOff()).toBe(true);
  });

  it('is what work that was called off cannot be any more', () => {
    const { caller, worker } = bothSides();
    expect(caller.callOff()).toBe(true);
    expect(() => worker.settle()).toThrow('The work was called off.');
    expect(caller.callOff()).toBe(true);
  });
});

describe.each(databases)('a transaction of work on $name', (database) => {
  it('settles it before it is committed, and leaves nothing where it was called off by then', async () => {
    const db = await database.create();
    const { caller, worker } = bothSides();
    const settling = settlingDatabase(db, worker);
    await settling.write((trx) => beginRun(trx, DESCRIPTION, []));
    expect(caller.callOff()).toBe(false);
    expect((await readRun(db, 1))?.status).toBe('running');

    const late = bothSides();
    const calledOff = settlingDatabase(db, late.worker).write(async (trx) => {
      const run = await beginRun(trx, DESCRIPTION, []);
      expect(late.caller.callOff()).toBe(true);
      return run;
    });
    await expect(calledOff).rejects.toThrow('The work was called off.');
    expect(await readRun(db, 2)).toBeNull();
  });
});
