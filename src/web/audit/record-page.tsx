import { z } from 'zod';
import { makeReport } from '../../http/ask-desk.js';
import { jobParams } from '../../http/job-shapes.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { csvResponse } from '../../http/written-as.js';
import { wholeNumber } from '../../records/values.js';
import type { RecordRow } from '../../runs/audit/record-rows.js';
import { definePage } from '../define-page.js';
import { personText } from '../finance/person-text.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Meta } from '../parts/meta.js';
import { Section } from '../parts/section.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { addressOf } from '../reconcile/reconcile-address.js';
import { commandWords, fieldWords, rowWords } from './command-words.js';
import { recordAddress } from './trail-address.js';
import { writtenText } from './written-text.js';

/** So many rows stand on a page. */
const ROWS_ON_A_PAGE = 100;

/** Of more rows than these, the file of the whole trail tells the rest. */
const ROWS_IN_A_FILE = 100_000;

/** Longer texts, such as those of rule files, are cut off. */
const LONGEST_TEXT = 160;

/** One entry of the audit trail: who did what, and each row as it was before and after. */
export const recordPage = definePage({
  path: '/audit-trail/:id',
  access: 'company-data',
  summary: 'An entry of the audit trail, with each row as it was before and after',
  params: jobParams,
  query: z.strictObject({
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
    file: z.literal('rows').optional(),
  }),
  answer: async ({ params: { id }, query: { page, file }, scope, format }, services) => {
    requireEverybody(scope);
    if (file !== undefined) {
      const all = await makeReport(services, 'recordRows', { number: id, skip: 0, limit: ROWS_IN_A_FILE });
      return csvResponse(tableCsv(COLUMNS, all.rows), `entry-${id}.csv`);
    }
    const { record, written, rows, hasMore } = await makeReport(services, 'recordRows', {
      number: id,
      skip: (page - 1) * ROWS_ON_A_PAGE,
      limit: ROWS_ON_A_PAGE,
    });
    const person = await personText(services, [record.actor]);
    const address = (number: number) => addressOf(recordAddress(id), { page: String(number) });
    return {
      title: commandWords(record.command),
      trail: [{ label: 'Audit trail', href: '/audit-trail' }],
      about: (
        <Meta
          entries={[
            ['Who', person(record.actor)],
            ['When', format.moment(record.recordedAt)],
            ...(record.reason === null ? [] : ([['Why', record.reason]] as const)),
            ['Wrote', writtenText(written, format)],
            ['Entry', format.count(record.number)],
          ]}
        />
      ),
      body: (
        <>
          <Section id="rows" title="Row by row">
            <DataTable
              caption="What each row said before and after"
              columns={COLUMNS}
              rows={rows}
              exports={[{ label: 'CSV', href: addressOf(recordAddress(id), { file: 'rows' }) }]}
              empty={
                <EmptyState title="It wrote no rows">
                  This act is told by the entry itself: there is nothing to show row by row.
                </EmptyState>
              }
            />
            {page === 1 && !hasMore ? null : (
              <nav class="pager" aria-label="Pages of rows">
                {page > 1 ? (
                  <a rel="prev" href={address(page - 1)}>
                    ← Previous
                  </a>
                ) : null}
                <span>Page {format.count(page)}</span>
                {hasMore ? (
                  <a rel="next" href={address(page + 1)}>
                    Next →
                  </a>
                ) : null}
              </nav>
            )}
          </Section>
          <Section
            id="seal"
            title="Seal"
            about="The hash is made of all that the entry says and wrote, and of the hash before: nothing of it can be changed unnoticed."
          >
            <p>
              Hash of this entry: <code class="hash">{record.hash}</code>
            </p>
            <p>
              Hash of the entry before: <code class="hash">{record.previous}</code>
            </p>
          </Section>
        </>
      ),
    };
  },
});

const COLUMNS: readonly FiledColumn<RecordRow>[] = [
  { heading: 'Key', namesRow: true, cell: ({ key }) => key, inFile: { key: ({ key }) => key } },
  { heading: 'Kind', cell: ({ kind }) => rowWords(kind), inFile: { kind: ({ kind }) => kind } },
  { heading: 'What happened', cell: Happened, inFile: { whatHappened: happenedWord } },
  {
    heading: 'Fields',
    cell: Fields,
    inFile: { before: ({ before }) => saidText(before), after: ({ after }) => saidText(after) },
  },
];

function happenedWord({ before, after }: RecordRow): string {
  if (before === null) return 'added';
  return after === null ? 'takenAway' : 'changed';
}

/** All that a row says, as JSON. */
function saidText(said: RecordRow['before']): string | null {
  return said === null ? null : JSON.stringify(said);
}

function Happened({ before, after }: RecordRow) {
  if (before === null) return <Badge tone="good">Added</Badge>;
  return after === null ? <Badge tone="bad">Taken away</Badge> : <Badge tone="waiting">Changed</Badge>;
}

/** What a row says: of one that was changed, only what is other now. */
function Fields({ before, after }: RecordRow) {
  const names = Object.keys({ ...before, ...after });
  const changed = names
    .map((name) => ({ name, old: saidIn(before, name), now: saidIn(after, name) }))
    .filter(({ old, now }) => old !== now);
  return (
    <ul class="said-fields">
      {changed.map(({ name, old, now }) => (
        <li>
          <span class="quiet">{fieldWords(name)}: </span>
          {old === null ? null : <del class="said-before">{cut(old)}</del>}
          {old === null || now === null ? null : ' → '}
          {now === null ? null : <span class="said-after">{cut(now)}</span>}
        </li>
      ))}
    </ul>
  );
}

/** What a row says in a field; an empty one says nothing. */
function saidIn(row: RecordRow['before'], name: string): string | null {
  const said = row?.[name] ?? null;
  return said === '' ? null : said;
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
