import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attain, calculatedFolder, page, workFolder } from './attain.js';

const folder = await calculatedFolder();

describe('attain statement', () => {
  it('shows an earning that crossed a tier, what of it is paid and what the rest waits for', async () => {
    const { exitCode, out } = await attain(folder, 'statement', 'bo', '2026-03');
    expect(out).toBe(page('bo-2026-03.txt'));
    expect(exitCode).toBe(0);
  });

  it('shows a deal that is taken back after its window, and the balance that is carried', async () => {
    expect((await attain(folder, 'statement', 'ada', '2026-04')).out).toBe(page('ada-2026-04.txt'));
  });

  it("shows a manager's override and bonus", async () => {
    expect((await attain(folder, 'statement', 'mia', '2026-03')).out).toBe(page('mia-2026-03.txt'));
  });

  it('shows the latest period unless one is named', async () => {
    const { out } = await attain(folder, 'statement', 'ada');
    expect(out).toBe(page('ada-2026-04.txt'));
  });

  it('gives the document as JSON', async () => {
    const { out } = await attain(folder, 'statement', 'ada', '2026-03', '--json');
    expect(JSON.parse(out)).toMatchObject([
      { payee: { id: 'ada' }, balances: { earned: '3500.00', paid: '1750.00' }, madeFrom: { change: 2 } },
    ]);
    expect((await attain(folder, 'statement', 'ada', '2026-03', '--format', 'json')).out).toBe(out);
  });

  it('gives the lines as CSV', async () => {
    const { out } = await attain(folder, 'statement', 'ada', '2026-04', '--format', 'csv');
    const [header, ...rows] = out.trimEnd().split('\n');
    expect(header).toBe(
      'payee,period,currency,line,assignment,component,measure,kind,deal,event,date,windowFrom,windowTo,share,base,credited,amount,limited,originalAmount,originalCurrency,rate,correctsBefore,correctsPeriod,adjustsPeriod,adjustsCause,adjustsChange,adjustsSource,planHash,adjustment,reason,madeBy,approvedBy',
    );
    expect(rows.map((row) => row.split(',').slice(0, 23).join(','))).toEqual([
      'ada,2026-04,USD,ada.2026-04.1,account-executive/2026-01-01,new-business,new-acv,reversal,D-1,booked:D-1:amendment:A-1,2026-04-10,2026-01-01,2026-04-01,,,,-6000.00,,,,,,',
    ]);
  });

  it('writes a document to a file, and only to one', async () => {
    const ask = ['statement', 'ada', '2026-03', '--format'];
    for (const [format, start] of [
      ['pdf', '%PDF-1.7'],
      ['xlsx', 'PK'],
    ] as const) {
      const output = `ada.${format}`;
      const { exitCode, out } = await attain(folder, ...ask, format, '--output', output);
      expect({ exitCode, out }).toEqual({ exitCode: 0, out: `Wrote 1 statement to ${output}.\n` });
      expect(readFileSync(join(folder, output), 'latin1').startsWith(start)).toBe(true);
    }
    expect(await attain(folder, ...ask, 'pdf')).toEqual({
      exitCode: 2,
      out: '',
      error:
        'error: a pdf is no text for a terminal\n  hint: say where to write it: --output statement.pdf\n',
    });
  });

  it('says who was probably meant, and which periods there are', async () => {
    expect(await attain(folder, 'statement', 'bob')).toEqual({
      exitCode: 2,
      out: '',
      error: 'error: there is no statement of bob\n  hint: did you mean bo?\n',
    });
    expect((await attain(folder, 'statement', 'bo', '2025-12')).error).toBe(
      'error: bo has no statement for 2025-12\n  hint: there are 2026-01, 2026-02, 2026-03, 2026-04\n',
    );
  });
});

describe('attain statements', () => {
  it('lists a period', async () => {
    expect((await attain(folder, 'statements', '--period', '2026-03')).out).toBe(
      [
        'Payee  Period   Currency    Earned  Became payable      Held      Paid  Carried',
        'ada    2026-03  USD       3,500.00        1,750.00  1,750.00  1,750.00     0.00',
        'bo     2026-03  USD       4,250.00        3,125.00  5,125.00  3,125.00     0.00',
        'mia    2026-03  USD       6,450.00        6,450.00      0.00  6,450.00     0.00',
        '',
      ].join('\n'),
    );
  });

  it('lists as JSON with amounts as decimals', async () => {
    const { out } = await attain(folder, '--json', 'statements', '--payee', 'ada', '--period', '2026-04');
    expect(JSON.parse(out)).toEqual([
      {
        payee: 'ada',
        period: '2026-04',
        currency: 'USD',
        from: '2026-04-01',
        to: '2026-05-01',
        status: 'complete',
        earned: '-6000.00',
        payable: '-6000.00',
        held: '1750.00',
        paid: '0.00',
        carried: '-6000.00',
      },
    ]);
  });

  it('says so when there is none', async () => {
    expect(await attain(folder, 'statements', '--period', '1999-01')).toMatchObject({
      exitCode: 0,
      out: 'There is no such statement.\n',
    });
  });
});

describe('attain team', () => {
  it('shows pooled and average attainment of the team that a payee manages', async () => {
    const { exitCode, out } = await attain(folder, 'team', 'mia', '--through', '2026-03');
    expect(out).toBe(page('north-2026-03.txt'));
    expect(exitCode).toBe(0);
    expect((await attain(folder, 'team', 'north', '--through', '2026-Q1')).out).toBe(out);
  });

  it('gives the documents as JSON', async () => {
    const { out } = await attain(folder, 'team', 'north', '--json');
    expect(JSON.parse(out)).toMatchObject([
      { team: 'north', at: '2026-04-30', pooled: { attainment: '0', distance: '200000.00' }, average: '0' },
    ]);
  });

  it('says which team was probably meant', async () => {
    expect(await attain(folder, 'team', 'nort')).toMatchObject({
      exitCode: 2,
      error:
        'error: there is no team nort, and no payee who manages one on 2026-04-30\n  hint: did you mean north?\n',
    });
  });
});

describe('attain explain', () => {
  it('shows the summands of a line and their sum', async () => {
    const { exitCode, out } = await attain(folder, 'explain', 'bo.2026-03.1');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^bo\.2026-03\.1: 4,250\.00 USD +new-business, 2026-03, deal D-2\n/);
    expect(out).toMatch(/ 2,000\.00\n.* 2,250\.00\n +─+\n +4,250\.00\n$/);
  });

  it('gives the explanation as JSON', async () => {
    const explained = JSON.parse((await attain(folder, 'explain', 'bo.2026-03.1', '--json')).out);
    expect(explained).toMatchObject({ total: '4250.00', equalsStored: true });
    expect(explained.leaves.map(({ amount }: { amount: string }) => amount)).toEqual(['2000.00', '2250.00']);
  });

  it('tells why a deal was not credited', async () => {
    expect((await attain(folder, 'explain', '--deal', 'D-4', '--payee', 'ada')).out).toBe(
      page('deal-d-4.txt'),
    );
  });

  it('needs either a line or a deal that there is', async () => {
    expect((await attain(folder, 'explain')).exitCode).toBe(2);
    expect((await attain(folder, 'explain', 'ada.2026-03.1', '--deal', 'D-1')).exitCode).toBe(2);
    expect((await attain(folder, 'explain', 'ada.2026-03.9')).error).toContain(
      'there is no line ada.2026-03.9',
    );
    expect((await attain(folder, 'explain', '--deal', 'D-99')).error).toBe('error: there is no deal D-99\n');
  });

  it('tells a payee that there is not from a deal that there is not', async () => {
    expect((await attain(folder, 'explain', '--deal', 'D-1', '--payee', 'nobody')).error).toBe(
      'error: there is no payee nobody\n',
    );
    expect((await attain(folder, 'explain', '--deal', 'D-99', '--payee', 'ada')).error).toBe(
      'error: there is no deal D-99\n',
    );
  });
});

describe('a folder without results', () => {
  it('is told what to do first', async () => {
    const empty = workFolder();
    expect(await attain(empty, 'statements')).toEqual({
      exitCode: 2,
      out: '',
      error: 'error: there is no database at .attain/attain.sqlite\n  hint: `attain init` makes one\n',
    });
    await attain(empty, 'init');
    expect((await attain(empty, 'team', 'north')).error).toBe(
      'error: nothing is calculated yet\n  hint: `attain calculate --through 2026-03` does\n',
    );
  });
});
