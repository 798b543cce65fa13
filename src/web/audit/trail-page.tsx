import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { civilDate, wholeNumber } from '../../records/values.js';
import {
  type ListedRecord,
  listRecords,
  recordActors,
  type WrittenRows,
  writtenRows,
} from '../../store/chain/list-records.js';
import { TRAIL_TABLES } from '../../store/chain/read-trail.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import { type PersonText, personText } from '../finance/person-text.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { DateField, SelectField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Section } from '../parts/section.js';
import { addressOf } from '../reconcile/reconcile-address.js';
import { OlderLink } from '../runs/older-link.js';
import { commandWords, rowWords } from './command-words.js';
import { lastAudit } from './last-tasks.js';
import { recordAddress } from './trail-address.js';
import { writtenText } from './written-text.js';

/** So many acts stand on a page. */
const ACTS_ON_A_PAGE = 100;

/** Tables that are told, each by what its rows are. */
const KINDS = TRAIL_TABLES.map(({ name }) => ({ value: name, label: sentenceCase(rowWords(name)) }));

/** Who did what, when and why: everything that was ever written, the latest first. */
export const trailPage = definePage({
  path: '/audit-trail',
  access: 'company-data',
  summary: 'Who did what, when and why: everything that was ever written, the latest first',
  query: z.strictObject({
    person: recordName().optional(),
    kind: z.enum(TRAIL_TABLES.map(({ name }) => name)).optional(),
    from: civilDate().optional(),
    to: civilDate().optional(),
    before: wholeNumber({ min: 1, max: 999_999_999_999 }).optional(),
  }),
  answer: async ({ query, scope, format }, services) => {
    requireEverybody(scope);
    const { db } = services;
    const { person, kind, from, to, before } = query;
    const [head] = await listRecords(db, { limit: 1 });
    const found = await listRecords(db, {
      ...{ actor: person, from, to, before, limit: ACTS_ON_A_PAGE + 1 },
      ...(kind !== undefined && { tables: [kind, `${kind}_version`] }),
    });
    const shown = found.slice(0, ACTS_ON_A_PAGE);
    const actors = await recordActors(db);
    const named = await personText(services, actors);
    const asked = { person, kind, from, to };
    const last = shown.at(-1);
    const older =
      found.length > shown.length && last !== undefined
        ? addressOf('/audit-trail', { ...asked, before: String(last.number) })
        : null;
    return {
      title: 'Audit trail',
      about: (
        <Meta
          entries={[
            ['Days', daysText(from, to, format)],
            ['Currency', 'as each entry says'],
            ['As of', head === undefined ? 'nothing yet' : format.moment(head.recordedAt)],
          ]}
        />
      ),
      body: (
        <>
          <Chain head={head} audit={await lastAudit(services)} format={format} />
          <Section id="acts" title="What was done">
            <FilterForm action="/audit-trail">
              <SelectField
                name="person"
                label="Person"
                optional
                choices={actors.map((each) => ({ value: each, label: named(each) }))}
                filled={filledWith({ person })}
              />
              <SelectField
                name="kind"
                label="What was written"
                optional
                choices={KINDS}
                filled={filledWith({ kind })}
              />
              <DateField name="from" label="From" optional filled={filledWith({ from })} />
              <DateField name="to" label="Up to and with" optional filled={filledWith({ to })} />
            </FilterForm>
            <Acts
              records={shown}
              written={
                await writtenRows(
                  db,
                  shown.map(({ number }) => number),
                )
              }
              person={named}
              isAll={Object.values(query).every((each) => each === undefined)}
              days={{ from, to }}
              format={format}
            />
            <OlderLink of="entries" href={older} />
          </Section>
        </>
      ),
    };
  },
});

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function daysText(from: string | undefined, to: string | undefined, format: ReaderFormat): string {
  if (from === undefined && to === undefined) return 'all';
  if (from === undefined) return `up to ${format.day(to ?? '')}`;
  return to === undefined ? `from ${format.day(from)}` : `${format.day(from)} to ${format.day(to)}`;
}

/** What every entry is linked by, and whether the last audit found it whole. */
function Chain({
  head,
  audit,
  format,
}: {
  readonly head: ListedRecord | undefined;
  readonly audit: Awaited<ReturnType<typeof lastAudit>>;
  readonly format: ReaderFormat;
}) {
  const verdict = audit === null ? 'Not audited yet' : audit.isSound ? 'Unbroken' : 'Broken';
  const isOvertaken = audit !== null && head !== undefined && audit.through < head.number;
  return (
    <>
      <Figures>
        <Figure
          label="Chain"
          value={verdict}
          detail={
            audit === null ? (
              <a href="/verification">Start an audit</a>
            ) : (
              <>
                <a href={audit.href}>{`Audited ${format.moment(audit.at)}`}</a>
                {isOvertaken ? `, through entry ${format.count(audit.through)}` : ''}
              </>
            )
          }
          isMain
        />
        <Figure label="Entries" value={format.count(head?.number ?? 0)} detail="one for each act" />
      </Figures>
      {head === undefined ? null : (
        <p class="quiet">
          Each entry is sealed with the one before. The last, entry {format.count(head.number)}, has the hash{' '}
          <code class="hash">{head.hash}</code>: note it elsewhere, and a later audit finds it again or tells
          that it is gone.
        </p>
      )}
    </>
  );
}

function Acts({
  records,
  written,
  person,
  isAll,
  days,
  format,
}: {
  readonly records: readonly ListedRecord[];
  readonly written: readonly WrittenRows[];
  readonly person: PersonText;
  readonly isAll: boolean;
  readonly days: { readonly from: string | undefined; readonly to: string | undefined };
  readonly format: ReaderFormat;
}) {
  const file = (kind: string) => addressOf('/api/v1/audit-trail', { ...days, format: kind });
  return (
    <DataTable
      caption="The latest first"
      columns={[
        {
          heading: 'What',
          namesRow: true,
          cell: ({ number, command }) => <a href={recordAddress(number)}>{commandWords(command)}</a>,
        },
        { heading: 'Who', cell: ({ actor }) => person(actor) },
        {
          heading: 'When',
          cell: ({ recordedAt }) => <span class="one-line">{format.moment(recordedAt)}</span>,
        },
        { heading: 'Why', cell: ({ reason }) => reason ?? '' },
        {
          heading: 'Wrote',
          cell: ({ number }) =>
            writtenText(
              written.filter(({ record }) => record === number),
              format,
            ),
        },
        { heading: 'Entry', kind: 'number', cell: ({ number }) => format.count(number) },
        { heading: 'Hash', cell: ({ hash }) => <code title={hash}>{hash.slice(0, 12)}</code> },
      ]}
      rows={records}
      empty={
        isAll ? (
          <EmptyState title="Nothing was done yet">
            Whatever is imported, published, closed or paid stands here with who did it.
          </EmptyState>
        ) : (
          <EmptyState title="Nothing like it was done" action={<a href="/audit-trail">Show everything</a>}>
            No entry is of this person, kind and these days.
          </EmptyState>
        )
      }
      exports={[
        { label: 'CSV, row by row', href: file('csv') },
        { label: 'NDJSON, row by row', href: file('ndjson') },
      ]}
    />
  );
}
