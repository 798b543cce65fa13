import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attain, calculatedFolder, RULES } from './attain.js';

const folder = await calculatedFolder();
const PLAN = readFileSync(join(RULES, 'plans/account-executive.yaml'), 'utf8');
const OTHER = join(folder, 'other.yaml');
writeFileSync(OTHER, PLAN.replace('rate: 1x', 'rate: 1.2x'));

async function run(...args: readonly string[]) {
  return attain(folder, ...args);
}

describe('attain what-if', () => {
  it('tells what a supposed deal would pay, and how', async () => {
    const { exitCode, out } = await run('what-if', 'bo', '--deal', 'closeDate=2026-04-20 type=new acv=40000');
    expect(exitCode).toBe(0);
    const lines = out.split('\n');
    expect(lines[0]).toBe('What would be of the pay of Bo Lind (bo) through 2026-04-30; nothing is kept.');
    expect(lines).toContain('Payable   USD           0.00  2,000.00    2,000.00');
    expect(lines).toContain('2026-04     new-acv  0%      40%    60,000.00 more to reach 1.5x');
    expect(lines).toContain('    4,000.00: 40,000.00 USD at 1x of the base rate, 10% (from 0%)');
  });

  it('takes payments and deals that are not there, and gives JSON', async () => {
    const paid = ['--paid', 'D-3 2026-04-10 60000 INV-3', '--without', 'D-2'];
    const { out } = await run('what-if', 'bo', ...paid, '--json');
    const { currencies, lineCount } = JSON.parse(out);
    expect(currencies[0].held).toEqual({ before: '5125.00', after: '0.00', difference: '-5125.00' });
    expect(currencies[0].earned.difference).toBe('-4250.00');
    expect(lineCount).toBe(1);
  });

  it('says what cannot be supposed', async () => {
    const wrong = await run('what-if', 'bo', '--deal', 'closeDate=soon tvc=1');
    expect(wrong.exitCode).toBe(1);
    expect(wrong.error).toContain('did you mean tcv?');
    expect((await run('what-if', 'bo', '--deal', '40000')).exitCode).toBe(2);
    expect((await run('what-if', 'bo', '--paid', 'D-3')).exitCode).toBe(2);
    expect((await run('what-if', 'nobody')).exitCode).toBe(1);
  });
});

describe('attain held, earnings and curve', () => {
  it('shows what is held and which invoices are overdue', async () => {
    const { out } = await run('held', 'bo');
    expect(out.split('\n')[0]).toBe('Held of Bo Lind (bo) on 2026-04-30: 5,125.00 USD');
    expect(out).toContain('INV-3         D-3   2026-03-22  60,000.00 USD  39 days');
    expect((await run('held', 'bo', '--csv')).out.split('\n')[1]).toBe(
      'monthly-USD,"Account executive, 2026",new-business,D-3,,Calloway,USD,3000.00,' +
        '"50%: 20,000.00 USD of 80,000.00 USD collected; INV-3 open with 60,000.00 USD, due 2026-03-22",' +
        'INV-3,2026-02-20,2026-03-22,USD,80000.00,60000.00,39',
    );
    expect((await run('held', 'mia')).out).toBe('Held of Mia Okafor (mia) on 2026-04-30: nothing.\n');
  });

  it('shows every period and the year to date', async () => {
    const { out } = await run('earnings', 'bo');
    expect(out).toContain('2026-03  USD       4,250.00  3,125.00  3,125.00  5,125.00  new-acv 115%');
    expect(out).toContain('from 2026-01-01  USD       12,250.00  7,125.00  7,125.00  5,125.00');
    expect((await run('earnings', 'bo', '--csv')).out.split('\n')[3]).toBe(
      '2026-03,2026-03-01,2026-03-31,monthly-USD,USD,complete,4250.00,3125.00,3125.00,5125.00,' +
        '12250.00,7125.00,7125.00,new-acv 115%',
    );
  });

  it('draws what is paid by what is credited', async () => {
    const { out } = await run('curve', '--payee', 'bo');
    expect(out).toContain('   100,000.00        100%    10,000.00  1.5x');
    expect(out).toContain('100,000.00 more to reach 100%: 1.5x.');
    const published = JSON.parse((await run('curve', '--plan', 'account-executive', '--json')).out);
    expect(published.curves[0].onTarget.earned).toBe('10000.00');
    const file = JSON.parse((await run('curve', '--file', OTHER, '--json')).out);
    expect(file.curves[0].onTarget.earned).toBe('12000.00');
    expect((await run('curve')).exitCode).toBe(2);
  });
});

describe('attain compare', () => {
  it('shows who would have earned more or less by another version', async () => {
    const { exitCode, out } = await run('compare', '--plan', 'account-executive', '--with', OTHER);
    expect(exitCode).toBe(0);
    expect(out).toContain('2 earn more, 0 less, 1 the same.');
    expect(out).toContain('Bo Lind (bo)         USD       12,250.00  14,250.00    2,000.00');
    const months = ['--from', '2026-02', '--through', '2026-02', '--csv'];
    const csv = await run(
      'compare',
      '--plan',
      'account-executive',
      '--with',
      OTHER,
      '--payee',
      'bo',
      ...months,
    );
    expect(csv.out.split('\n')[1]).toBe(
      'bo,Bo Lind,2026-02,new-business,USD,8000.00,9600.00,1600.00,4000.00,4800.00,800.00',
    );
  });

  it('says what cannot be compared', async () => {
    expect((await run('compare', '--plan', 'account-executive')).exitCode).toBe(2);
    expect((await run('compare', '--plan', 'none', '--with', OTHER)).exitCode).toBe(1);
    expect((await run('compare', '--plan', 'account-executive', '--with-hash', 'zz')).exitCode).toBe(1);
  });
});
