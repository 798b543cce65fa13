import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attain, calculatedFolder } from './attain.js';

/** Text without what differs from call to call. */
function plain(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'YYYY-MM-DD HH:MM:SS')
    .replace(/[0-9a-f]{64}/g, 'HASH');
}

function runIn(folder: string) {
  return async (...args: readonly string[]) => {
    const { exitCode, out, error } = await attain(folder, ...args);
    return plain(`${exitCode}\n${out}${error}`);
  };
}

const ADD = ['--payee', 'ada', '--pay-group', 'monthly-USD', '--period', '2026-04'];

describe('attain adjustment', () => {
  it('adjusts a statement once another person approved it', async () => {
    const folder = await calculatedFolder();
    const run = runIn(folder);
    writeFileSync(join(folder, 'mail.txt'), 'Ada ran the fair.');
    const add = ['adjustment', 'add', ...ADD, '--amount', '1500.00', '--reason', 'Ran the fair'];
    expect(await run('--as', 'ops', ...add, '--attachment', 'mail.txt', '--note', 'Asked by Mia')).toBe(
      [
        '0',
        'Added 1 adjustment.',
        'No.  Payee  Pay group    Period     Amount  Reason        State    Made by  Decided by',
        '  1  ada    monthly-USD  2026-04  1,500.00  Ran the fair  waiting  ops',
        '',
      ].join('\n'),
    );
    expect(await run('--as', 'ops', 'adjustment', 'approve', '1')).toBe(
      [
        '1',
        'error own-work: ops made adjustment 1, so another person decides on it',
        '  subject: adjustment 1',
        '  found: ops',
        '  expected: another person than ops and ada, named by --as',
        '1 error, 0 warnings',
        '',
        'No adjustment was changed.',
        '',
      ].join('\n'),
    );
    expect(await run('--as', 'cfo', 'adjustment', 'approve', '--all')).toMatch(
      /^0\nApproved 1 adjustment\.\n/,
    );
    expect(await run('adjustment', 'show', '1')).toBe(
      [
        '0',
        'Adjustment 1: 1,500.00 USD for ada, 2026-04 of monthly-USD',
        'Reason: Ran the fair',
        'Note: Asked by Mia',
        'Attached: mail.txt, SHA-256 HASH',
        'Made by ops, YYYY-MM-DD HH:MM:SS.',
        'Approved by cfo, YYYY-MM-DD HH:MM:SS.',
        '',
      ].join('\n'),
    );
    await run('calculate', '--through', '2026-04');
    const page = await run('statement', 'ada', '2026-04');
    expect(page).toMatch(/\+ adjusted by hand \.+ 1,500\.00\n/);
    expect(page).toMatch(
      /ADJUSTMENTS[^\n]*\n +No\. +Reason +Made by +Approved by +Amount\n +1 +Ran the fair \(mail\.txt\) +ops +cfo +1,500\.00\n/,
    );
    const csv = await run('statement', 'ada', '2026-04', '--format', 'csv');
    expect(csv).toMatch(/\nada,2026-04,USD,,,,,adjusted,[^\n]*,1500\.00,[^\n]*,1,Ran the fair,ops,cfo\n/);
    const [statement] = JSON.parse((await attain(folder, '--json', 'statement', 'ada', '2026-04')).out);
    expect(statement.adjustments).toEqual([
      {
        ...{ adjustment: 1, amount: '1500.00', reason: 'Ran the fair', attachment: 'mail.txt' },
        ...{ maker: 'ops', approver: 'cfo' },
      },
    ]);
    expect(statement.balances.adjusted).toBe('1500.00');
  });

  it('takes files, rejects with a reason, and lists', async () => {
    const folder = await calculatedFolder();
    const run = runIn(folder);
    const rows = ['payee,payGroup,period,amount,reason', 'ada,monthly-USD,2026-04,-20.00,Phone', ''];
    writeFileSync(join(folder, 'april.csv'), rows.join('\n'));
    expect(await run('--as', 'ops', 'adjustment', 'import', 'april.csv')).toMatch(
      /^0\nAdded 1 adjustment\.\n/,
    );
    expect(await run('--as', 'ops', 'adjustment', 'import', 'april.csv')).toMatch(
      /^1\nerror duplicate-record: april\.csv was taken in before, by change \d+\n/,
    );
    expect(await run('--as', 'cfo', 'adjustment', 'reject', '1', '--reason', 'private')).toMatch(
      /^0\nRejected/,
    );
    const { out } = await attain(folder, '--json', 'adjustment', 'list', '--state', 'rejected');
    expect(JSON.parse(out)).toMatchObject([
      { adjustment: 1, state: 'rejected', amount: '-20.00', decision: { actor: 'cfo', reason: 'private' } },
    ]);
    expect(await run('--as', 'cfo', 'adjustment', 'approve', '--all')).toBe(
      '0\nNo adjustment waits for it.\n',
    );
    const wrong = async (...args: readonly string[]) =>
      (await attain(folder, 'adjustment', ...args)).exitCode;
    expect(await wrong('approve')).toBe(2);
    expect(await wrong('approve', '1', '--all')).toBe(2);
    expect(await wrong('approve', 'x')).toBe(2);
    expect(await wrong('reject', '1')).toBe(2);
    expect(await wrong('show', '9')).toBe(2);
    expect(await wrong('add', ...ADD, '--amount', '5')).toBe(2);
    expect(await wrong('approve', '9')).toBe(1);
  });
});

describe('attain dispute', () => {
  it('questions a line, shows what a correction does, and makes it', async () => {
    const folder = await calculatedFolder();
    const run = runIn(folder);
    const [{ components }] = JSON.parse((await attain(folder, '--json', 'statement', 'ada', '2026-04')).out);
    const [line] = components[0].lines;
    const deal = `id=${line.deal},closeDate=2026-04-02`;
    const open = ['dispute', 'open', line.id, '--expected', '1.00', '--message', 'Too late', '--deal', deal];
    expect(await run('--as', 'ada', ...open)).toMatch(
      new RegExp(
        `^0\\nDispute 1: line ${line.id} \\(.*\\) is .* USD, expected 1\\.00\\nCorrect the deal: id ${line.deal}, closeDate 2026-04-02\\n`,
      ),
    );
    expect(await run('dispute', 'preview', '1')).toMatch(/^0\n/);
    expect(await run('--as', 'mia', 'dispute', 'reply', '1', '--message', 'Let me see.')).toMatch(
      /\nYYYY-MM-DD HH:MM:SS mia: Let me see\.\nIt is open\.\n$/,
    );
    expect(await run('--as', 'ada', 'dispute', 'accept', '1')).toMatch(
      /^1\nerror own-work: ada opened dispute 1/,
    );
    expect(await run('--as', 'mia', 'dispute', 'accept', '1')).toMatch(/accepted by mia, change \d+\.\n$/);
    expect(await run('dispute', 'list', '--state', 'accepted')).toMatch(
      / 1 +ada\.2026-04\.\d+ +\S+ +\S+ +1\.00 +accepted/,
    );
    const { out } = await attain(folder, '--json', 'history', 'deal', line.deal);
    expect(out).toContain('dispute accept');
    expect((await attain(folder, 'dispute', 'show', '9')).exitCode).toBe(2);
    expect((await attain(folder, ...open.slice(0, -1), 'closeDate')).exitCode).toBe(2);
  });
});

describe('attain plan', () => {
  it('makes a document of a plan, which its payees accept', async () => {
    const folder = await calculatedFolder();
    const run = runIn(folder);
    const listed = JSON.parse((await attain(folder, '--json', 'plan', 'acceptances')).out);
    const { plan, hash } = listed.find((each: { readonly payee: string }) => each.payee === 'ada');
    const short = hash.slice(0, 12);
    expect(await run('plan', 'document', plan, '--payee', 'ada', '--hash', hash, '--out', 'plan.md')).toBe(
      `0\nWrote ${plan} ${short} to plan.md.\n`,
    );
    expect(readFileSync(join(folder, 'plan.md'), 'utf8')).toContain('## For Ada');
    const document = JSON.parse(
      (await attain(folder, '--json', 'plan', 'document', plan, '--hash', hash)).out,
    );
    expect(document).toMatchObject({ plan, hash, payee: null });
    const accept = ['--as', 'ada', 'plan', 'accept', plan, '--hash', hash];
    expect(await run(...accept)).toBe(`0\nada accepted ${plan} ${short}.\n`);
    expect(await run(...accept)).toMatch(new RegExp(`^0\\nada accepted ${plan} ${short} before, on `));
    expect(await run('plan', 'acceptances', plan)).toMatch(new RegExp(`${plan} +${short} +ada +\\d{4}-`));
    expect(await run('plan', 'acceptances', plan, '--missing')).not.toMatch(new RegExp(`${short} +ada `));
    expect(await run('plan', 'accept', plan)).toMatch(/^1\nerror missing-plan: local is not on this version/);
    expect(await run('plan', 'document', 'nothing')).toMatch(
      /^1\nerror not-found: no plan nothing is published/,
    );
  });
});

describe('attain approval', () => {
  it('approves and rejects the statements of a period in bulk', async () => {
    const folder = await calculatedFolder();
    const run = runIn(folder);
    const april = ['--pay-group', 'monthly-USD', '--period', '2026-04'];
    expect(await run('--as', 'cfo', 'approval', 'approve', ...april, '--level', 'finance')).toMatch(
      /^0\nApproved \d+ statements\.\n/,
    );
    expect(
      await run('--as', 'eve', 'approval', 'reject', ...april, '--payee', 'ada', '--reason', 'x'),
    ).toMatch(/^1\nerror not-manager: eve does not manage ada in this period\n/);
    const reject = [
      'approval',
      'reject',
      ...april,
      '--level',
      'finance',
      '--payee',
      'ada',
      '--reason',
      'no D-7',
    ];
    expect(await run('--as', 'cfo', ...reject)).toMatch(/ada +complete +\S+ +rejected by cfo +no D-7\n$/);
    expect(await run('approval', 'list', ...april)).toMatch(/ada +complete .*rejected by cfo/);
    const { out } = await attain(folder, '--json', 'approval', 'list', ...april);
    expect(JSON.parse(out)[0]).toMatchObject({
      payee: 'ada',
      finance: { decision: 'rejected', reason: 'no D-7' },
    });
    expect((await attain(folder, 'approval', 'list', '--period', '2026-04')).exitCode).toBe(2);
  });
});
