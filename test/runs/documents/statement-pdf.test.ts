import { describe, expect, it } from 'vitest';
import type { Statement } from '../../../src/ledger/statement.js';
import { statementPdf } from '../../../src/runs/documents/statement-pdf.js';
import { component, line, statement } from '../../ledger/statement-samples.js';
import { pdfTexts } from './pdf-text.js';

const HEADING = { company: 'Halden & <Freight>', payGroup: 'monthly-USD' };

const textsOf = async (given: Statement) => pdfTexts(await statementPdf(given, HEADING, { compress: false }));

const manyLines = (count: number) =>
  Array.from({ length: count }, (_, place) => line({ id: `ada.2026-04.${place + 1}`, deal: `D-${place}` }));

describe('a statement as a PDF', () => {
  it('is the same bytes each time', async () => {
    const given = statement({ components: [component([line()])] });
    const first = await statementPdf(given, HEADING);
    expect(Buffer.from(first).equals(await statementPdf(given, HEADING))).toBe(true);
  });

  it('shows names in European scripts, and what the statement is of', async () => {
    const name = 'Αγγελική Żółkiewska Фёдоров';
    const texts = await textsOf(statement({ payee: { id: 'ada', name } }));
    expect(texts).toContain(name);
    expect(texts).toContain('Halden & <Freight>');
    expect(texts).toContain('1 April 2026 to 30 April 2026');
    expect(texts).toContain('monthly-USD');
    expect(texts).toContain('ada/2026-04/USD');
    expect(texts).toContain('Page 1 of 1');
    expect(texts).toContain('b'.repeat(64));
  });

  it('says what is paid in another currency', async () => {
    const payout = { currency: 'EUR', amount: '1135.80', rate: '0.92', date: '2026-04-30' };
    const { balances } = statement();
    const given = statement({ payout, balances: { ...balances, paid: '1234.56' } });
    expect(await textsOf(given)).toContain(
      'Expected to be paid: 1,234.56 USD = 1,135.80 EUR at 0.92 of 2026-04-30',
    );
  });

  it('marks what is provisional, incomplete and closed', async () => {
    expect(await textsOf(statement())).toContain('PROVISIONAL');
    expect(await textsOf(statement({ status: 'incomplete' }))).toContain('PROVISIONAL AND INCOMPLETE');
    const closed = { closing: 4, at: '2026-05-03T09:12:00.000Z', by: 'fin', hash: 'c'.repeat(64) };
    const texts = await textsOf(statement({ closed }));
    expect(texts).toContain('CLOSED');
    expect(texts).toContain(
      'The period was closed on 3 May 2026 by fin, closing 4. These figures are final.',
    );
    expect(texts).not.toContain('PROVISIONAL');
  });

  it('shows lines with their rate, limits, and the closed period that they adjust', async () => {
    const limited = line({
      amount: '4750.00',
      limits: [
        {
          by: 'cap',
          of: 'component',
          per: 'quarter',
          effect: 'forfeited',
          limit: '90000.00',
          amount: '-1250.00',
        },
      ],
      adjusts: { period: '2026-02', cause: 'credit', change: 9, source: 'split D-1 ada AE' },
    });
    const texts = await textsOf(
      statement({
        components: [component([limited])],
        attainments: [
          {
            assignment: 'ae/2026-01-01',
            measure: 'new-acv',
            unit: 'money',
            window: { from: '2026-04-01', to: '2026-07-01' },
            at: '2026-04-30',
            credited: '60000.00',
            quota: null,
            attainment: null,
            next: [],
          },
        ],
      }),
    );
    expect(texts).toContain('4,750.00');
    expect(texts).toContain('7.92%');
    expect(texts).toContain('capped: 1,250.00 not paid (cap of 90,000.00 per quarter)');
    expect(texts).toContain('adjusts 2026-02, which is closed: split D-1 ada AE (credit, change 9)');
    expect(texts).toContain('Adjustments of closed periods');
  });

  it('sums what became payable, with what waits for nothing', async () => {
    const shares = [
      { share: '50%', on: 'booked', reached: '100%', because: 'booked on 2026-04-02' },
      { share: '50%', on: 'collected', reached: '0%', because: 'no cash on D-1' },
    ] as const;
    const released = {
      assignment: 'ada/ae',
      component: 'new-business',
      deal: 'D-1',
      amount: '93.00',
      shares,
    };
    const given = statement({ releases: [released] });
    const balances = { ...given.balances, payable: '14605.75' };
    const texts = await textsOf({ ...given, balances });
    const from = texts.indexOf('What is payable as soon as it is earned');
    expect(texts.slice(from, from + 4)).toEqual([
      'What is payable as soon as it is earned',
      '14,512.75',
      'Became payable',
      '14,605.75',
    ]);
    expect(texts).toContain('50% when booked: booked on 2026-04-02 (100%)');
    expect(texts.join(' ')).not.toContain('no cash on D-1');
  });

  it('says in which language it is, is tagged, and has a title that is sound XML', async () => {
    const given = statement({ payee: { id: 'ada', name: 'A & <B>' } });
    const text = Buffer.from(await statementPdf(given, HEADING, { compress: false })).toString('utf8');
    expect(text).toContain('/Lang (en)');
    expect(text).toContain('/Marked true');
    expect(text).toContain('/S /H1');
    expect(text).toContain('Incentive compensation statement: A + ‹B›, 2026-04, USD</rdf:li>');
    expect(text).toContain('/CreationDate');
  });

  it('has thousands of lines on pages that each show the titles of the columns', async () => {
    const given = statement({ components: [component(manyLines(5000))] });
    const before = process.memoryUsage().rss;
    const start = performance.now();
    const bytes = await statementPdf(given, HEADING);
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(600_000_000);
    expect(bytes.length).toBeLessThan(8_000_000);
    const texts = await textsOf(statement({ components: [component(manyLines(200))] }));
    const pages = texts.filter((text) => /^Page \d+ of 6$/.test(text));
    expect(pages).toHaveLength(6);
    expect(texts.filter((text) => text === 'Toward quota').length).toBeGreaterThanOrEqual(5);
    expect(texts.filter((text) => /^D-\d+$/.test(text))).toHaveLength(200);
  });
});
