import type { PayeeScope } from '../../access/scope.js';
import { requireHistory } from '../../http/find-record.js';
import { recordDocument, storedDealFields } from '../../http/record-document.js';
import { notFound } from '../../http/refusal.js';
import type { Services } from '../../http/services.js';
import { RECORD_KINDS, type RecordKind } from '../../records/record-kinds.js';
import { keyFieldsOf } from '../../store/record-table.js';
import { type FilledForm, filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { Section } from '../parts/section.js';
import { fieldWords } from './field-words.js';
import { kindWords } from './kind-words.js';
import { recordAddress } from './record-address.js';
import { RecordFields } from './record-fields.js';
import { FORM_FIELDS, RecordForm } from './record-form.js';
import { recordTitle } from './record-title.js';

/**
 * The page on which a record is written that is not there yet.
 *
 * @example
 * newRecordPage(EMPTY_FORM, 'deal', services)
 */
export async function newRecordPage(
  filled: FilledForm,
  kind: RecordKind,
  { db }: Services,
): Promise<PageContent> {
  const { file } = RECORD_KINDS[kind];
  return {
    title: 'New record',
    about: kindWords(file),
    trail: trailOf(file),
    body: (
      <RecordForm
        kind={kind}
        action={recordAddress(file)}
        cancel={recordAddress(file)}
        dealFields={await storedDealFields(db)}
        known={null}
        filled={filled}
      />
    ),
  };
}

/** A record that is there. */
interface NamedRecord {
  readonly kind: RecordKind;
  readonly key: string;
  readonly scope: PayeeScope;
  readonly format: ReaderFormat;
}

/**
 * The page on which a record is corrected. Throws a refusal where there is none.
 *
 * @param sent what was refused; `null` where the form is opened
 * @example
 * correctRecordPage(null, { kind: 'deal', key: 'D-1', scope, format }, services)
 */
export async function correctRecordPage(
  sent: FilledForm | null,
  { kind, key, scope, format }: NamedRecord,
  { db }: Services,
): Promise<PageContent> {
  const { file } = RECORD_KINDS[kind];
  const dealFields = await storedDealFields(db);
  const current = (await requireHistory(db, scope, kind, key)).at(-1);
  if (current === undefined) throw notFound(`there is no record ${key} in ${file}`);
  const { record } = recordDocument(kind, current, dealFields);
  const isOvertaken = sent?.problems.some(({ code }) => code === 'precondition-failed') === true;
  // Whoever corrects again what was refused goes on from what they knew; from what others wrote since, once it is shown.
  const knew = isOvertaken ? undefined : sent?.values[FORM_FIELDS.known]?.[0];
  const known = knew ?? String(current.change);
  const address = recordAddress(file, key);
  return {
    title: `Correct ${recordTitle(key, record)}`,
    about: keyWords(kind, record),
    trail: [...trailOf(file), { label: recordTitle(key, record), href: address }],
    body: (
      <>
        <RecordForm
          kind={kind}
          action={address}
          cancel={address}
          dealFields={dealFields}
          known={known}
          filled={sent ?? filledWith(record)}
        />
        {isOvertaken ? (
          <Section
            id="now"
            title="What it says by now"
            about={`Written by ${current.actor}, ${format.moment(current.recordedAt)}. Take over into the form what you need of it, and correct the record again: that replaces it.`}
          >
            <RecordFields kind={kind} record={record} format={format} />
          </Section>
        ) : null}
      </>
    ),
  };
}

/** What the record is found by, which no correction changes. */
function keyWords(kind: RecordKind, record: Readonly<Record<string, string | null>>): string {
  return keyFieldsOf(kind)
    .flatMap((name) => {
      const value = record[name] ?? null;
      return value === null ? [] : [`${fieldWords(name)}: ${value}`];
    })
    .join(' · ');
}

function trailOf(file: string) {
  return [
    { label: 'Records', href: '/records' },
    { label: kindWords(file), href: recordAddress(file) },
  ];
}
