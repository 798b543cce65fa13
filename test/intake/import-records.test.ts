import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import { importBody, importBodyAlong, importFiles } from '../../src/intake/import-records.js';
import type { ImportOptions } from '../../src/intake/import-result.js';
import { discard, latestChange, listChanges } from '../../src/store/change.js';
import { readRecordSet } from '../../src/store/read-record-set.js';
import { getRecord, recordHistory } from '../../src/store/record-history.js';
import { databases, SQLITE } from '../databases/databases.js';
import { removeAfterTest } from '../databases/opened.js';
import { COMPANY } from './company.js';
import { folderOf } from './folder-of.js';

const CORRECT: ImportOptions = { company: COMPANY, actor: 'local', onConflict: 'correct' };
const REFUSE: ImportOptions = { ...CORRECT, onConflict: 'refuse' };

const PAYEES = 'id,name\nada,Ada\nben,Ben\n';
const DEALS = 'id,closeDate,tcv,discount,services\nD-1,2026-02-10,1000.50,30%,20.00\nD-2,2026-02-11,-5,,\n';
const SPLITS = 'deal,payee,role,share\nD-1,ada,owner,60%\nD-1,ben,owner,0.4\nD-2,ada,owner,100%\n';
const WHOLE = { 'payees.csv': PAYEES, 'deals.csv': DEALS, 'splits.csv': SPLITS };

function messages(result: { readonly problems: readonly { readonly message: string }[] }): readonly string[] {
  return result.problems.map(({ message }) => message);
}

describe.each(databases)('an import on $name', (database) => {
  describe('a folder', () => {
    it('is one change, whose files refer to each other', async () => {
      const db = await database.create();
      const result = await importFiles(db, [folderOf(WHOLE)], { ...CORRECT, reason: 'first load' });

      expect(result).toMatchObject({
        accepted: true,
        change: 1,
        counts: {
          payee: { read: 2, inserted: 2, unchanged: 0, corrected: 0 },
          deal: { read: 2, inserted: 2, unchanged: 0, corrected: 0 },
          split: { read: 3, inserted: 3, unchanged: 0, corrected: 0 },
        },
        corrections: [],
        problems: [],
        problemCount: 0,
      });
      expect(result.reportFile).toBeUndefined();
      expect(await listChanges(db, { limit: 10 })).toMatchObject([
        {
          sequence: 1,
          actor: 'local',
          command: 'import',
          reason: 'first load',
          contentHash: result.contentHash,
        },
      ]);
      expect(await getRecord(db, EVERY_PAYEE, 'deal', { id: 'D-1' })).toMatchObject({
        tcv: 100050n,
        currency: 'USD',
        discount: '0.3',
        extra: { services: '20' },
      });
    });

    it('changes nothing when it is loaded again', async () => {
      const db = await database.create();
      const folder = folderOf(WHOLE);
      await importFiles(db, [folder], CORRECT);
      for (const options of [CORRECT, REFUSE]) {
        const again = await importFiles(db, [folder], options);
        expect(again).toMatchObject({
          accepted: true,
          counts: { deal: { read: 2, inserted: 0, unchanged: 2 } },
        });
        expect(again.change).toBeUndefined();
      }
      expect(await latestChange(db)).toBe(1);
    });

    it('is known by the hash over its files in the order of their names', async () => {
      const db = await database.create();
      const folder = folderOf(WHOLE);
      const bytes = [DEALS, PAYEES, SPLITS].join('');
      const expected = createHash('sha256').update(bytes).digest('hex');
      expect((await importFiles(db, [folder], CORRECT)).contentHash).toBe(expected);
      const files = ['splits.csv', 'deals.csv', 'payees.csv'].map((name) => join(folder, name));
      expect((await importFiles(db, files, CORRECT)).contentHash).toBe(expected);
    });

    it('is refused whole for one bad row, in whatever file', async () => {
      const db = await database.create();
      await importFiles(db, [folderOf(WHOLE)], CORRECT);
      const before = await readRecordSet(db);
      const bad = {
        'payees.csv': 'id,name\nada,Ada Byron\ncy,Cy\n',
        'deals.csv': 'id,closeDate\nD-3,2026-02-10\nD-4,2026-02-31\n',
      };
      const result = await importFiles(db, [folderOf(bad)], CORRECT);
      expect(result).toMatchObject({
        accepted: false,
        problemCount: 1,
        corrections: [],
        counts: { payee: { read: 2, inserted: 0, unchanged: 0, corrected: 0 } },
      });
      expect(result.change).toBeUndefined();
      expect(await readRecordSet(db)).toEqual(before);
      expect(await latestChange(db)).toBe(1);
    });

    it('says how far it has come', async () => {
      const db = await database.create();
      const seen: unknown[] = [];
      const folder = folderOf({ 'payees.csv': PAYEES, 'teams.csv': 'id,name\nsales,Sales\n' });
      await importFiles(db, [folder], { ...CORRECT, onProgress: (progress) => seen.push(progress) });
      expect(seen).toHaveLength(2);
      expect(seen.at(-1)).toMatchObject({ bytesRead: 44, bytesTotal: 44, rows: 3 });
    });

    it('without files, and one that is missing, is a problem', async () => {
      const db = await database.create();
      const empty = folderOf({});
      const result = await importFiles(db, [empty, join(empty, 'deals.csv')], CORRECT);
      expect(result.problems.map(({ code, location }) => [code, location?.file])).toEqual([
        ['file-missing', empty],
        ['file-missing', join(empty, 'deals.csv')],
      ]);
    });

    it('passes over files that start with a dot', async () => {
      const db = await database.create();
      const folder = folderOf({ 'payees.csv': PAYEES, '.DS_Store': 'x' });
      expect(await importFiles(db, [folder], CORRECT)).toMatchObject({ accepted: true });
    });
  });

  describe('a known key with other content', () => {
    it('is a correction that keeps what was there', async () => {
      const db = await database.create();
      await importFiles(db, [folderOf(WHOLE)], CORRECT);
      const corrected = { 'deals.csv': DEALS.replace('1000.50', '1100.00') };
      const result = await importFiles(db, [folderOf(corrected)], CORRECT);
      expect(result).toMatchObject({
        accepted: true,
        change: 2,
        counts: { deal: { read: 2, inserted: 0, unchanged: 1, corrected: 1 } },
        corrections: [{ kind: 'deal', key: 'D-1' }],
      });
      const versions = await recordHistory(db, EVERY_PAYEE, 'deal', { id: 'D-1' });
      expect(versions.map(({ record, change }) => [record.tcv, change])).toEqual([
        [100050n, 1],
        [110000n, 2],
      ]);
    });

    it('is refused where the import says so, row by row', async () => {
      const db = await database.create();
      await importFiles(db, [folderOf(WHOLE)], CORRECT);
      const folder = folderOf({ 'payees.csv': 'id,name\nada,Ada\nben,Benjamin\ncy,Cy\n' });
      const result = await importFiles(db, [folder], REFUSE);
      expect(result).toMatchObject({
        accepted: false,
        problems: [
          {
            code: 'conflicting-record',
            message: 'payee ben is stored with another content',
            location: { file: join(folder, 'payees.csv'), line: 3, column: 1 },
          },
        ],
      });
      expect(await getRecord(db, EVERY_PAYEE, 'payee', { id: 'cy' })).toBeNull();
    });

    it('lists the first hundred corrections and counts all', async () => {
      const db = await database.create();
      const payees = (suffix: string) =>
        `id,name\n${Array.from({ length: 150 }, (_, index) => `p-${index},Payee${suffix}\n`).join('')}`;
      await importFiles(db, [folderOf({ 'payees.csv': payees('') })], CORRECT);
      const result = await importFiles(db, [folderOf({ 'payees.csv': payees(' again') })], CORRECT);
      expect(result.corrections).toHaveLength(100);
      expect(result.counts.payee).toEqual({ read: 150, inserted: 0, unchanged: 0, corrected: 150 });
    });
  });

  describe('the same key twice in one import', () => {
    it('is fine with the same content, in one file or in two', async () => {
      const db = await database.create();
      const folder = folderOf({
        'payees.csv': `${PAYEES}ada,Ada\n`,
        'payees.json': '[{ "id": "ben", "name": "Ben" }]',
      });
      expect(await importFiles(db, [folder], CORRECT)).toMatchObject({
        accepted: true,
        counts: { payee: { read: 4, inserted: 2, unchanged: 2 } },
      });
    });

    it.each([
      ['what is stored comes first', 'id,name\nada,Ada\nada,Adam\n', 2, 3],
      ['what is stored comes last', 'id,name\nada,Adam\nada,Ada\n', 3, 2],
      ['neither is stored', 'id,name\nada,Adam\nada,Adele\n', 3, 2],
    ])('is a problem with two contents, also when %s', async (_, payees, line, other) => {
      const db = await database.create();
      await importFiles(db, [folderOf({ 'payees.csv': PAYEES })], CORRECT);
      const folder = folderOf({ 'payees.csv': payees });
      const file = join(folder, 'payees.csv');
      const result = await importFiles(db, [folder], CORRECT);
      expect(result).toMatchObject({
        accepted: false,
        problems: [
          {
            code: 'duplicate-record',
            message: `payee ada is given twice, with different contents: also at ${file}:${other}`,
            location: { file, line, column: 1 },
          },
        ],
      });
    });
  });

  describe('checks against what is stored already', () => {
    it('take it for granted that a record of an earlier import is there', async () => {
      const db = await database.create();
      await importFiles(db, [folderOf({ 'payees.csv': PAYEES, 'deals.csv': DEALS })], CORRECT);
      expect(await importFiles(db, [folderOf({ 'splits.csv': SPLITS })], CORRECT)).toMatchObject({
        accepted: true,
      });
    });

    it('find a range that overlaps one of an earlier import', async () => {
      const db = await database.create();
      const assignments = 'payee,plan,from,to\nada,ae,2026-01-01,\n';
      await importFiles(db, [folderOf({ 'payees.csv': PAYEES, 'assignments.csv': assignments })], CORRECT);
      const later = folderOf({ 'assignments.csv': 'payee,plan,from,to\nada,ae,2026-07-01,\n' });
      expect(messages(await importFiles(db, [later], CORRECT))).toEqual([
        'the range overlaps the one from 2026-01-01 on',
      ]);
      const both = folderOf({
        'assignments.csv': `${assignments.slice(0, -1)}2026-07-01\nada,ae,2026-07-01,\n`,
      });
      expect(await importFiles(db, [both], CORRECT)).toMatchObject({ accepted: true });
    });

    it('name the record without a place when the fault shows in one that no file has', async () => {
      const db = await database.create();
      await importFiles(db, [folderOf({ ...WHOLE, 'splits.csv': SPLITS })], CORRECT);
      const amendments = 'deal,id,date,amount\nD-1,A-1,2026-03-01,50\n';
      await importFiles(db, [folderOf({ 'amendments.csv': amendments })], CORRECT);
      const euros = folderOf({ 'deals.csv': 'id,closeDate,currency,tcv\nD-1,2026-02-10,EUR,1000\n' });
      const result = await importFiles(db, [euros], CORRECT);
      expect(result.problems).toMatchObject([
        { code: 'currency-mismatch', subject: 'amendment D-1 A-1', found: 'USD', expected: 'EUR' },
      ]);
      expect(result.problems[0]?.location).toBeUndefined();
    });
  });

  describe('problems', () => {
    const names = Array.from({ length: 250 }, (_, index) => `p-${index},\n`).join('');

    it('are returned up to a hundred, and all written beside the database', async () => {
      const db = await database.create();
      const result = await importFiles(db, [folderOf({ 'payees.csv': `id,name\n${names}` })], CORRECT);
      expect(result.problems).toHaveLength(100);
      expect(result.problemCount).toBe(250);
      expect(result.reportFile).toMatch(/attain-import-problems.*\.csv$/);
      if (database === SQLITE) expect(dirname(String(result.reportFile))).toBe(dirname(db.path));
      removeAfterTest(() => rm(String(result.reportFile), { force: true }));
      const lines = readFileSync(String(result.reportFile), 'utf8').trimEnd().split('\n');
      expect(lines[0]).toBe('file,line,column,severity,code,message,subject,field,found,expected,hint');
      expect(lines).toHaveLength(251);
      expect(lines.at(-1)).toMatch(
        /payees\.csv,251,7,error,missing-value,name is empty,,name,,the name shown/,
      );
    });

    it('are written as JSON lines where the name of the report asks for it', async () => {
      const db = await database.create();
      const folder = folderOf({ 'payees.csv': 'id,name\nada,\n' });
      const reportFile = join(folderOf({}), 'report.jsonl');
      const result = await importFiles(db, [folder], { ...CORRECT, reportFile });
      expect(result.reportFile).toBe(reportFile);
      expect(
        readFileSync(reportFile, 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).toEqual(result.problems);
    });

    it('make no report where there are none', async () => {
      const db = await database.create();
      const reportFile = join(folderOf({}), 'report.csv');
      await importFiles(db, [folderOf(WHOLE)], { ...CORRECT, reportFile });
      expect(existsSync(reportFile)).toBe(false);
    });

    it('are in no file where something is done along, unless one is asked for', async () => {
      const db = await database.create();
      const body = '{"payees": [{"id": "ada"}]}';
      const { result } = await importBodyAlong(db, body, CORRECT, async () => discard(null));
      expect(result).toMatchObject({ accepted: false, problemCount: 1 });
      expect(result.reportFile).toBeUndefined();
    });

    it('cannot run as formulas in the spreadsheet that opens the report', async () => {
      const db = await database.create();
      const deals = 'id,closeDate\nD-1,"=HYPERLINK(""x"")"\n';
      const result = await importFiles(db, [folderOf({ 'deals.csv': deals })], CORRECT);
      const report = readFileSync(String(result.reportFile), 'utf8');
      removeAfterTest(() => rm(String(result.reportFile), { force: true }));
      expect(report).toContain(`"'=HYPERLINK(""x"")"`);
      expect(report).not.toContain(',"=HYPERLINK');
    });
  });

  describe('CSV and JSON', () => {
    it('give the same records', async () => {
      const fromCsv = await database.create();
      const fromJson = await database.create();
      await importFiles(fromCsv, [folderOf(WHOLE)], CORRECT);
      const json = {
        'payees.json': '[{"id": "ada", "name": "Ada"}, {"id": "ben", "name": "Ben"}]',
        'deals.json': `[
        {"id": "D-1", "closeDate": "2026-02-10", "tcv": 1000.50, "discount": "30%", "services": "20.00"},
        {"id": "D-2", "closeDate": "2026-02-11", "tcv": -5, "discount": null}
      ]`,
        'splits.json': `[
        {"deal": "D-1", "payee": "ada", "role": "owner", "share": 0.6},
        {"deal": "D-1", "payee": "ben", "role": "owner", "share": "0.4"},
        {"deal": "D-2", "payee": "ada", "role": "owner", "share": 1}
      ]`,
      };
      await importFiles(fromJson, [folderOf(json)], CORRECT);
      expect(await readRecordSet(fromJson)).toEqual(await readRecordSet(fromCsv));
      expect(await importFiles(fromCsv, [folderOf(json)], REFUSE)).toMatchObject({ accepted: true });
    });

    it.each([
      ['a byte order mark', `\ufeff${PAYEES}`],
      ['line ends of Windows', PAYEES.replaceAll('\n', '\r\n')],
      ['no line break at its end', PAYEES.trimEnd()],
      ['empty lines', `\n${PAYEES.replaceAll('\n', '\n\n')}\r\n`],
      ['rows without values', `${PAYEES},\n , \n`],
      ['quoted values', 'id,"name"\n"ada",Ada\nben,"Ben"\n'],
      [
        'quoted values, a byte order mark and line ends of Windows',
        '\ufeff"id",name\r\n\r\n"ada",Ada\r\nben,Ben\r\n',
      ],
      ['its columns in another order', 'name,region,id\nAda,,ada\nBen,,ben\n'],
    ])('a CSV file with %s gives the same records', async (_, payees) => {
      const db = await database.create();
      await importFiles(db, [folderOf({ 'payees.csv': PAYEES })], CORRECT);
      const result = await importFiles(db, [folderOf({ 'payees.csv': payees })], REFUSE);
      expect(result).toMatchObject({ accepted: true, counts: { payee: { read: 2, unchanged: 2 } } });
    });

    it('a value with quotes, commas and line breaks is taken as it is', async () => {
      const db = await database.create();
      const payees = 'id,name\r\nada,"Byron, ""Ada""\r\nthe first"\r\n';
      await importFiles(db, [folderOf({ 'payees.csv': payees })], CORRECT);
      expect(await getRecord(db, EVERY_PAYEE, 'payee', { id: 'ada' })).toMatchObject({
        name: 'Byron, "Ada"\r\nthe first',
      });
    });

    it('rows after a value of several lines are found on their own line, and cells of it on theirs', async () => {
      const db = await database.create();
      const payees = 'id,name,hireDate\nada,"Ada\nthe\nfirst",soon\n\nben,"Ben, ""B""",later\n';
      for (const text of [payees, payees.replaceAll('\n', '\r\n')]) {
        const result = await importFiles(db, [folderOf({ 'payees.csv': text })], CORRECT);
        expect(result.problems.map(({ location }) => [location?.line, location?.column])).toEqual([
          [4, 8],
          [6, 18],
        ]);
      }
    });

    it('a header alone is no row', async () => {
      const db = await database.create();
      const result = await importFiles(
        db,
        [folderOf({ 'payees.csv': 'id,name\n', 'teams.json': '[]' })],
        CORRECT,
      );
      expect(result).toMatchObject({ accepted: true, counts: { payee: { read: 0 }, team: { read: 0 } } });
      expect(result.change).toBeUndefined();
    });
  });

  describe('a body', () => {
    const body = `{
    "splits": [{ "deal": "D-1", "payee": "ada", "role": "owner", "share": "100%" }],
    "deals": [{ "id": "D-1", "closeDate": "2026-02-10", "tcv": 1000.50 }],
    "payees": [{ "id": "ada", "name": "Ada" }]
  }`;

    it('holds records of several kinds, in any order', async () => {
      const db = await database.create();
      expect(await importBody(db, body, { ...REFUSE, command: 'POST /imports' })).toMatchObject({
        accepted: true,
        change: 1,
        counts: { payee: { inserted: 1 }, deal: { inserted: 1 }, split: { inserted: 1 } },
      });
      expect(await getRecord(db, EVERY_PAYEE, 'deal', { id: 'D-1' })).toMatchObject({ tcv: 100050n });
      expect(await listChanges(db, { limit: 1 })).toMatchObject([{ command: 'POST /imports' }]);
    });

    it('names the lines of its problems', async () => {
      const db = await database.create();
      const result = await importBody(db, body.replace('1000.50', '1000.505'), REFUSE);
      expect(result.problems).toMatchObject([
        { code: 'too-many-decimals', location: { file: 'body', line: 3, column: 57 } },
      ]);
    });

    it.each([
      ['[]', 'json-syntax', 1, 1],
      ['{"deals": [}', 'json-syntax', 1, 12],
      ['{"deal": []}', 'unknown-key', 1, 2],
      ['{"deals": [],\n "deals": []}', 'duplicate-key', 2, 2],
      ['{"deals": {}}', 'wrong-type', 1, 11],
    ])('%s is refused', async (text, code, line, column) => {
      const db = await database.create();
      const result = await importBody(db, text, REFUSE);
      expect(result.problems).toMatchObject([{ code, location: { file: 'body', line, column } }]);
    });
  });
});
