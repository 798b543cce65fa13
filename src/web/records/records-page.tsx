import { z } from 'zod';
import { permit } from '../../access/permit.js';
import { recordDocument, storedDealFields } from '../../http/record-document.js';
import { readRecordKey, recordKeyText, recordKindName } from '../../http/record-key.js';
import { recordName } from '../../http/record-name.js';
import type { Route } from '../../http/route.js';
import { RECORD_KINDS, type RecordKind } from '../../records/record-kinds.js';
import { readRecordPage } from '../../store/record-page.js';
import { keyFieldsOf } from '../../store/record-table.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import { TextField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Card, Cards } from '../parts/section.js';
import { fieldWords } from './field-words.js';
import { kindWords } from './kind-words.js';
import { recordAddress } from './record-address.js';
import { RecordTable } from './record-table.js';
import { recordsCsv } from './records-csv.js';

/** The most records that are shown at a time. */
const RECORDS_ON_A_PAGE = 100;

/** The kinds, as one looks for them. */
const GROUPS: readonly { readonly title: string; readonly kinds: readonly RecordKind[] }[] = [
  { title: 'People and teams', kinds: ['payee', 'team', 'teamParent', 'membership', 'absence'] },
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
    query: z.strictObject({
      ...keyFilter,
      after: recordKeyText().optional(),
      format: z.literal('csv').optional(),
    }),
    answer: async ({ params: { kind }, query: { after, format: as, ...query }, ...reader }, { db }) => {
      const { scope, viewer, format } = reader;
      const { file } = RECORD_KINDS[kind];
      const filter = filterOf(kind, query);
      const dealFields = await storedDealFields(db);
      if (as === 'csv') return recordsCsv({ kind, filter, scope, dealFields }, db);
      const place = after === undefined ? null : readRecordKey(kind, after);
      const found = await readRecordPage(db, scope, kind, {
        filter,
        after: place === null ? null : keyFieldsOf(kind).map((field) => place[field] ?? ''),
        limit: RECORDS_ON_A_PAGE + 1,
      });
      const rows = found.slice(0, RECORDS_ON_A_PAGE).map((each) => recordDocument(kind, each, dealFields));
      const last = found.length > rows.length ? rows.at(-1) : undefined;
      const address = (asked: Readonly<Record<string, string>>) =>
        `${recordAddress(file)}?${new URLSearchParams({ ...filter, ...asked })}`;
      return {
        title: kindWords(file),
        trail: [{ label: 'Records', href: '/records' }],
        about: <Meta entries={[['As of', 'all that is imported by now']]} />,
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
              csv={address({ format: 'csv' })}
              format={format}
              isFiltered={Object.keys(filter).length > 0}
            />
            {last === undefined ? null : (
              <nav class="pager" aria-label="Pages of records">
                <a rel="next" href={address({ after: last.key })}>
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
