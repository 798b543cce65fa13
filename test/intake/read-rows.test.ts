import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportSource, SourceFormat } from '../../src/intake/import-source.js';
import { readRows } from '../../src/intake/read-rows.js';
import type { Problem } from '../../src/problems/problem.js';

const FIELDS = ['id', 'name', 'parent'];

function sourceOf(format: SourceFormat, chunks: readonly Buffer[]): ImportSource {
  return {
    kind: 'team',
    format,
    name: `teams.${format}`,
    size: 0,
    async *read() {
      yield* chunks;
    },
  };
}

/** What comes of a text, with the place of every field. */
async function rowsOf(format: SourceFormat, chunks: readonly Buffer[]) {
  const rows: unknown[] = [];
  const problems: Problem[] = [];
  await readRows(sourceOf(format, chunks), FIELDS, {
    row: (raw, places) => rows.push({ ...raw, places: ['', ...FIELDS].map((field) => places(field)) }),
    problem: (each) => problems.push(each),
    loss: (each) => problems.push(each),
    lacks: () => {},
    progress: async () => {},
  });
  return { rows, problems };
}

function cutAt(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const cell = fc.oneof(
  fc.constantFrom('', 'é', '€5', '"quoted"', 'a,b', 'two\nlines', 'two\r\nlines', '\u{1F600}', '\\', ' '),
  fc.string(),
);
const teams = fc.array(fc.record({ id: fc.string({ minLength: 1 }), name: cell, parent: cell }), {
  maxLength: 8,
});

function asCsv(rows: readonly Readonly<Record<string, string>>[], newline: string): string {
  const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) => FIELDS.map((field) => quoted(row[field] ?? '')).join(','));
  return [FIELDS.join(','), ...lines, ''].join(newline);
}

describe('readRows', () => {
  it('reads any CSV text as it was written, wherever the pieces of it end', async () => {
    await fc.assert(
      fc.asyncProperty(
        teams,
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat(), { maxLength: 6 }),
        async (rows, newline, cuts) => {
          const bytes = Buffer.from(asCsv(rows, newline));
          const whole = await rowsOf('csv', [bytes]);
          const filled = rows.filter((row) => FIELDS.some((field) => row[field as 'id'].trim() !== ''));
          expect(whole.problems).toEqual([]);
          expect(whole.rows).toMatchObject(filled);
          expect(await rowsOf('csv', cutAt(bytes, cuts))).toEqual(whole);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads any JSON text as it was written, wherever the pieces of it end', async () => {
    await fc.assert(
      fc.asyncProperty(
        teams,
        fc.constantFrom(undefined, 2),
        fc.array(fc.nat(), { maxLength: 6 }),
        async (rows, indent, cuts) => {
          const bytes = Buffer.from(JSON.stringify(rows, undefined, indent));
          const whole = await rowsOf('json', [bytes]);
          expect(whole.problems).toEqual([]);
          expect(whole.rows).toMatchObject(rows);
          expect(await rowsOf('json', cutAt(bytes, cuts))).toEqual(whole);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never throws, whatever the text', async () => {
    const noise = fc.stringMatching(/^[[\]{}",:\\ntru0-9.\n\ridname-]{0,60}$/);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('csv', 'json'), noise, async (format, text) => {
        await expect(rowsOf(format, [Buffer.from(text)])).resolves.toBeDefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('accepts as JSON exactly what JSON.parse accepts', async () => {
    const values = fc.json({ maxDepth: 2 });
    const broken = fc
      .tuple(values, fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '[', ':', '0', ' '))
      .map(([text, position, noise]) => {
        const at = position % (text.length + 1);
        return text.slice(0, at) + noise + text.slice(at + 1);
      });
    await fc.assert(
      fc.asyncProperty(broken, async (value) => {
        const text = `[{"id": ${value}}]`;
        const { problems } = await rowsOf('json', [Buffer.from(text)]);
        const valid = isJson(text);
        const syntax = problems.some(({ code }) => code === 'json-syntax' || code === 'empty-file');
        expect(syntax, text).toBe(!valid);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps numbers as they are written', async () => {
    const text = '[{"id": 1.50, "name": 123456789012345678901234567890, "parent": true}]';
    expect((await rowsOf('json', [Buffer.from(text)])).rows).toMatchObject([
      { id: '1.50', name: '123456789012345678901234567890', parent: 'true' },
    ]);
  });

  it('stops at a line that is longer than a record may be', async () => {
    const long = Buffer.alloc(1024 * 1024 + 2, 'x');
    const head = Buffer.from('id,name\nsales,Sales\n');
    const { rows, problems } = await rowsOf('csv', [head, long, Buffer.from('\nemea,EMEA\n')]);
    expect(rows).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'csv-syntax', location: { line: 3, column: 1 } }]);
  });

  it('stops at a quote that is not closed within the length of a record', async () => {
    const lines = Buffer.from('emea,EMEA\n'.repeat(120_000));
    const { rows, problems } = await rowsOf('csv', [Buffer.from('id,name\nsales,"Sales\n'), lines, lines]);
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([
      { message: 'a quote is opened here and never closed', location: { line: 2, column: 7 } },
    ]);
  });

  it('says that the line ends of old are none', async () => {
    const text = Buffer.from(`id,name\r${'sales,Sales\r'.repeat(100_000)}`);
    const { problems } = await rowsOf('csv', [text]);
    expect(problems).toMatchObject([{ hint: 'save the file with the line ends of Windows or Unix' }]);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
