import { z } from 'zod';
import { permit } from '../../access/permit.js';
import { recordDocument, storedDealFields } from '../../http/record-document.js';
import { readRecordKey, recordKeyText, recordKindName } from '../../http/record-key.js';
import { recordName } from '../../http/record-name.js';
import type { Route } from '../../http/route.js';
import { RECORD_KINDS, type RecordKind } from '../../records/record-kinds.js';
import { readRecordPage } from '../../store/record-page.js';
import { fieldsOf, keyFieldsOf } from '../../store/record-table.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { TextField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Card, Cards } from '../parts/section.js';
import { FieldValue, isNumeric, type RecordTexts } from './field-value.js';
import { fieldWords } from './field-words.js';
import { kindWords } from './kind-words.js';
import { recordAddress } from './record-address.js';
import { recordTitle } from './record-title.js';

/** The most records that are shown at a time. */
const RECORDS_ON_A_PAGE = 100;

/** The kinds, as one looks for them. */
const GROUPS: readonly { readonly title: string; readonly kinds: readonly RecordKind[] }[] = [
  { title: 'People and teams', kinds: ['payee', 'team', 'membership', 'absence'] },
  {
    title: 'Plans and goals',
    kinds: ['assignment', 'targetIncentive', 'quota', 'objectiveScore', 'poolWeight'],
  },
  { title: 'Deals', kinds: ['deal', 'split', 'amendment'] },
  { title: 'Revenue', kinds: ['revenueSchedule', 'milestone', 'revenueEntry'] },
  {
    title: 'Invoices and cash',
    kinds: ['invoiceLine', 'receipt', 'application', 'refund', 'creditNote', 'writeOff'],
  },
  { title: 'Rates', kinds: ['fxRate'] },
];

const KEY_FIELDS = [
  ...new Set((Object.keys(RECORD_KINDS) as RecordKind[]).flatMap((kind) => keyFieldsOf(kind))),
];
const keyFilter = Object.fromEntries(KEY_FIELDS.map((field) => [field, recordName().optional()]));

/** What is calculated from, kind by kind. */
export const recordsListPages: readonly Route[] = [
  definePage({
    path: '/records',
    access: 'company-data',
    summary: 'The kinds of record that are calculated from',
    answer: () => ({
      title: 'Records',
      about: 'What is calculated from, as it was imported',
      actions: (
        <a class="button" href="/imports">
          Imports
        </a>
      ),
      body: (
        <Cards>
          {GROUPS.map(({ title, kinds }) => (
            <Card title={title}>
              <ul class="plain-list">
                {kinds.map((kind) => (
                  <li>
                    <a href={recordAddress(RECORD_KINDS[kind].file)}>{kindWords(RECORD_KINDS[kind].file)}</a>
                  </li>
                ))}
              </ul>
            </Card>
          ))}
        </Cards>
      ),
    }),
  }),
  definePage({
    path: '/records/:kind',
    access: 'company-data',
    summary: 'The records of a kind, in the order of their keys',
    params: z.strictObject({ kind: recordKindName() }),
    query: z.strictObject({ ...keyFilter, after: recordKeyText().optional() }),
    answer: async ({ params: { kind }, query: { after, ...query }, scope, viewer, format }, { db }) => {
      const { file } = RECORD_KINDS[kind];
      const filter = filterOf(kind, query);
      const place = after === undefined ? null : readRecordKey(kind, after);
      const found = await readRecordPage(db, scope, kind, {
        filter,
        after: place === null ? null : keyFieldsOf(kind).map((field) => place[field] ?? ''),
        limit: RECORDS_ON_A_PAGE + 1,
      });
      const dealFields = await storedDealFields(db);
      const rows = found.slice(0, RECORDS_ON_A_PAGE).map((each) => recordDocument(kind, each, dealFields));
      const last = found.length > rows.length ? rows.at(-1) : undefined;
      const more = last && `${recordAddress(file)}?${new URLSearchParams({ ...filter, after: last.key })}`;
      return {
        title: kindWords(file),
        trail: [{ label: 'Records', href: '/records' }],
        actions: permit('configure', viewer) ? (
          <a class="button" href={`/records/new/${file}`}>
            New record
          </a>
        ) : undefined,
        body: (
          <>
            <FilterForm action={recordAddress(file)} submit="Find">
              {keyFieldsOf(kind).map((field) => (
                <TextField name={field} label={fieldWords(field)} optional filled={filledWith(filter)} />
              ))}
            </FilterForm>
            <RecordTable
              kind={kind}
              rows={rows}
              format={format}
              isFiltered={Object.keys(filter).length > 0}
            />
            {more === undefined ? null : (
              <nav class="pager" aria-label="Pages of records">
                <a rel="next" href={more}>
                  Next →
                </a>
              </nav>
            )}
          </>
        ),
      };
    },
  }),
];

/** Of the fields that were asked for, those of the kind's own key: a form sends no others. */
function filterOf(
  kind: RecordKind,
  asked: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const own = keyFieldsOf(kind).flatMap((field) => {
    const value = asked[field];
    return typeof value === 'string' ? [[field, value] as const] : [];
  });
  return Object.fromEntries(own);
}

/** Whether amounts stand in the records, each of which is written with its currency. */
function hasMoney(kind: RecordKind): boolean {
  return fieldsOf(kind).some(([, { type }]) => type === 'money');
}

interface RecordRow {
  readonly key: string;
  readonly record: RecordTexts;
}

function RecordTable({
  kind,
  rows,
  format,
  isFiltered,
}: {
  readonly kind: RecordKind;
  readonly rows: readonly RecordRow[];
  readonly format: ReaderFormat;
  readonly isFiltered: boolean;
}) {
  const { file } = RECORD_KINDS[kind];
  const key = keyFieldsOf(kind);
  const extra = rows.flatMap(({ record }) => Object.keys(record));
  const names = [...new Set([...fieldsOf(kind).map(([name]) => name), ...extra])];
  // A key of one field stands in the first column already; what no row says is left out.
  const shown = names
    .filter((name) => !(key.length === 1 && key.includes(name)))
    .filter((name) => name !== 'currency' || !hasMoney(kind))
    .filter((name) => rows.some(({ record }) => (record[name] ?? null) !== null));
  const columns = shown.map((name): Column<RecordRow> => {
    return {
      heading: fieldWords(name),
      ...(isNumeric(kind, name) && { kind: 'number' as const }),
      cell: ({ record }) => <FieldValue kind={kind} name={name} record={record} format={format} />,
    };
  });
  return (
    <DataTable
      caption={`${kindWords(file)}, in the order of their keys`}
      columns={[
        {
          heading: key.length === 1 ? fieldWords(key[0] ?? 'key') : 'Record',
          namesRow: true,
          cell: (row) => (
            <a class="one-line" href={recordAddress(file, row.key)}>
              {key.length === 1 ? row.key : recordTitle(row.key)}
            </a>
          ),
        },
        ...columns,
      ]}
      rows={rows}
      empty={
        isFiltered ? (
          <EmptyState title="There is no such record">Look for it by another part of its key.</EmptyState>
        ) : (
          <EmptyState
            title={`There are no ${kindWords(file).toLowerCase()} yet`}
            action={
              <a class="button" href="/imports">
                Import records
              </a>
            }
          >
            They come in as {file}.csv.
          </EmptyState>
        )
      }
    />
  );
}
