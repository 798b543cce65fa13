import { beforeAll, describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import type { StatementLine } from '../../src/ledger/statement.js';
import { readStatementPage } from '../../src/runs/read-statement-page.js';
import { readStatements } from '../../src/runs/read-statements.js';
import type { Database } from '../../src/store/executor.js';
import { listStatements } from '../../src/store/statements.js';
import { movedCompany } from '../access/moved-company.js';
import { calculatedDatabase } from '../http/service.js';

let open: Database;
let closed: Database;

beforeAll(async () => {
  open = await calculatedDatabase();
  closed = await movedCompany();
});

const numberOf = ({ id }: StatementLine) => Number(id.slice(id.lastIndexOf('.') + 1));

describe('a statement with one page of its lines', () => {
  it.each(['open', 'closed'] as const)('says what the whole statement says that is %s', async (state) => {
    const db = state === 'open' ? open : closed;
    const listed = await listStatements(db, EVERY_PAYEE);
    let lineCount = 0;
    for (const place of listed) {
      const [whole] = await readStatements(db, EVERY_PAYEE, place.payee, place.period);
      if (whole === undefined) throw new Error('A statement that is listed is not there.');
      const { components, ...head } = whole;
      const lines = components.flatMap((each) => each.lines).sort((a, b) => numberOf(a) - numberOf(b));
      const found: StatementLine[] = [];
      for (let page = 1; page === 1 || found.length < lines.length; page += 1) {
        const asked = { page, linesOnPage: 2 };
        const shown = await db.read((trx) => readStatementPage(trx, place, asked));
        expect(shown?.head).toEqual(head);
        expect(shown).toMatchObject({ page, lineCount: lines.length });
        expect(shown?.pages).toBe(Math.max(1, Math.ceil(lines.length / 2)));
        found.push(...(shown?.lines ?? []));
      }
      expect(found).toEqual(lines);
      expect(whole.closed !== undefined).toBe(state === 'closed');
      lineCount += lines.length;
    }
    expect(lineCount).toBeGreaterThan(3);
  });

  it('shows the last page where a later one is asked for', async () => {
    const place = { payee: 'ada', period: '2026-03', currency: 'USD' };
    const asked = { page: 99, linesOnPage: 1 };
    const shown = await open.read((trx) => readStatementPage(trx, place, asked));
    expect(shown).toMatchObject({ page: shown?.pages, lines: [{ component: 'new-business' }] });
  });

  it('is not there for whom there is no statement', async () => {
    const place = { payee: 'ada', period: '2026-03', currency: 'EUR' };
    const shown = await open.read((trx) => readStatementPage(trx, place, { page: 1, linesOnPage: 200 }));
    expect(shown).toBeNull();
  });
});
