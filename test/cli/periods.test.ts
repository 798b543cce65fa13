import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { attain, calculatedFolder } from './attain.js';

let folder = '';

/** Closes a month as it should be: one submits, another approves. */
async function close(period: string): Promise<void> {
  for (const [step, person] of [
    ['submit', 'ops'],
    ['approve', 'cfo'],
    ['close', 'ops'],
  ] as const) {
    const called = await attain(folder, '--as', person, 'period', step, period);
    if (called.exitCode !== 0) throw new Error(`${step} ${period}: ${called.out}${called.error}`);
  }
}

describe('closing a month on the command line', () => {
  beforeAll(async () => {
    folder = await calculatedFolder();
  });

  it('lists where each period stands', async () => {
    const { out, exitCode } = await attain(folder, 'period', 'list');
    expect(exitCode).toBe(0);
    expect(out.split('\n').map((line) => line.slice(0, 36).trimEnd())).toEqual([
      'Pay group    Period   State       St',
      'monthly-USD  2026-01  calculated',
      'monthly-USD  2026-02  calculated',
      'monthly-USD  2026-03  calculated',
      'monthly-USD  2026-04  calculated',
      '',
    ]);
  });

  it('refuses what comes too early, saying all that stands against it', async () => {
    const { error, exitCode } = await attain(folder, 'period', 'close', '2026-02');
    expect(exitCode).toBe(1);
    expect(error).toContain('a period that is calculated cannot be closed');
    expect(error).toContain('monthly-USD 2026-01 is not closed yet');
    expect(error).toContain('Nothing was closed.');
  });

  it('refuses that the maker approves, and takes a rejection with a reason', async () => {
    await attain(folder, '--as', 'ops', 'period', 'submit', '2026-01');
    const own = await attain(folder, '--as', 'ops', 'period', 'approve', '2026-01');
    expect(own).toMatchObject({ exitCode: 1 });
    expect(own.error).toContain('ops submitted it and may not approve it');
    const rejected = await attain(
      ...[folder, '--as', 'cfo', '--json', 'period', 'reject', '2026-01', '--reason', 'D-1 is missing'],
    );
    expect(JSON.parse(rejected.out)).toMatchObject({
      state: 'open',
      last: { act: 'rejected', actor: 'cfo', reason: 'D-1 is missing' },
    });
    const again = await attain(folder, '--as', 'ops', 'period', 'submit', '2026-01');
    expect(again.error).toContain('a period that is open cannot be submitted');
    await attain(folder, 'calculate', '--through', '2026-04');
  });

  it('closes, verifies, previews and posts what changed of it', async () => {
    await close('2026-01');
    expect((await attain(folder, 'verify', '2026-01')).out).toContain('the same to the byte.');
    expect((await attain(folder, 'preview')).out).toContain('nothing has changed of closed periods');
    const page = await attain(folder, 'statement', 'ada', '2026-01');
    expect(page.out).toMatch(/^Closed on \d{4}-\d\d-\d\d by ops\.$/m);

    writeFileSync(join(folder, 'quotas.csv'), '');
    const none = await attain(folder, 'verify', '2026-02');
    expect(none).toMatchObject({ exitCode: 1 });
    expect(none.error).toContain('2026-02 is not closed');
    const unknown = await attain(folder, 'period', 'close', '2026-01', '--pay-group', 'weekly-USD');
    expect(unknown.error).toContain('there is no pay period 2026-01 of weekly-USD');
  });
});
