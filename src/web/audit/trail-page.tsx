import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { civilDate, wholeNumber } from '../../records/values.js';
import { listRecords, recordActors, writtenRows } from '../../store/chain/list-records.js';
import { TRAIL_TABLES } from '../../store/chain/read-trail.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import { personText } from '../finance/person-text.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DateField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { NarrowingField } from '../parts/narrowing-field.js';
import { Section } from '../parts/section.js';
import { addressOf } from '../reconcile/reconcile-address.js';
import { OlderLink } from '../runs/older-link.js';
import { rowWords } from './command-words.js';
import { lastAudit } from './last-tasks.js';
import { TrailActs } from './trail-acts.js';
import { TrailChain } from './trail-chain.js';

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
      ...{ actor: person, wrote: kind, from, to, before, limit: ACTS_ON_A_PAGE + 1 },
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
          <TrailChain head={head} audit={await lastAudit(services)} format={format} />
          <Section id="acts" title="What was done">
            <FilterForm action="/audit-trail">
              <NarrowingField
                name="person"
                label="Person"
                all="Everybody"
                choices={actors.map((each) => ({ value: each, label: named(each) }))}
                filled={filledWith({ person })}
              />
              <NarrowingField
                name="kind"
                label="What was written"
                all="Anything"
                choices={KINDS}
                filled={filledWith({ kind })}
              />
              <DateField name="from" label="From" optional filled={filledWith({ from })} />
              <DateField name="to" label="Up to and with" optional filled={filledWith({ to })} />
            </FilterForm>
            <TrailActs
              records={shown}
              written={
                await writtenRows(
                  db,
                  shown.map(({ number }) => number),
                )
              }
              person={named}
              isAll={Object.values(query).every((each) => each === undefined)}
              exported={{ actor: person, wrote: kind, from, to }}
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
