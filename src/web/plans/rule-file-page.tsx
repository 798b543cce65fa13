import { z } from 'zod';
import { permit } from '../../access/permit.js';
import { notFound } from '../../http/refusal.js';
import { ruleFileName } from '../../http/rule-texts.js';
import { wholeNumber } from '../../records/values.js';
import { type RecordedChange, readChanges } from '../../store/change.js';
import { type RuleFileText, readTextsOf } from '../../store/rule-file-history.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { Meta } from '../parts/meta.js';
import { Section } from '../parts/section.js';
import { PlainSource } from './annotated-source.js';
import { editAddress, planAddress, ruleFileAddress } from './plan-addresses.js';
import { COMPANY_FILE } from './rule-set.js';

/** A rule file as it is published, or as it once was. */
export const ruleFilePage = definePage({
  path: '/rules/file',
  access: 'rules',
  summary: 'A rule file with its text, and the texts that it had before',
  query: z.strictObject({
    file: ruleFileName,
    change: wholeNumber({ min: 1, max: 999_999_999_999 }).optional(),
  }),
  answer: async ({ query: { file, change }, viewer, format }, { db }) => {
    const texts = await readTextsOf(db, file);
    const shown = change === undefined ? texts[0] : texts.find((each) => each.change === change);
    if (shown === undefined) throw notFound(`there is no rule file ${file}`, { hint: 'see all rule files' });
    const changes = await readChanges(
      db,
      texts.flatMap((each) => [each.change, ...(each.untilChange === null ? [] : [each.untilChange])]),
    );
    const isPublished = shown.untilChange === null;
    const deletion = `/rules/delete?${new URLSearchParams({ file })}`;
    return {
      title: file,
      trail: [{ label: 'Rule files', href: '/rules' }],
      about: (
        <>
          <About text={shown} changes={changes} format={format} />
          {isPublished ? null : <Badge tone="waiting">Not in use any more</Badge>}
        </>
      ),
      actions: isPublished ? (
        <>
          <a class="button is-main" href={editAddress(file)}>
            {permit('configure', viewer) ? 'Edit' : 'Try out a change'}
          </a>
          {permit('configure', viewer) && file !== COMPANY_FILE ? (
            <a class="button" href={deletion}>
              Delete
            </a>
          ) : null}
        </>
      ) : undefined,
      body: (
        <>
          <PlainSource file={file} text={shown.source} />
          {texts.length > 1 ? (
            <Section id="history" title="Its texts so far">
              <History texts={texts} shown={shown} changes={changes} format={format} />
            </Section>
          ) : null}
        </>
      ),
    };
  },
});

type Changes = ReadonlyMap<number, RecordedChange>;

function About({
  text: { plan, hash, change, untilChange },
  changes,
  format,
}: {
  readonly text: RuleFileText;
  readonly changes: Changes;
  readonly format: ReaderFormat;
}) {
  const made = changes.get(change);
  const ended = untilChange === null ? undefined : changes.get(untilChange);
  return (
    <Meta
      entries={[
        ...(plan === null ? [] : [['Plan', <a href={planAddress(plan)}>{plan}</a>] as const]),
        ...(made === undefined
          ? []
          : [['Published', `${format.moment(made.recordedAt)} by ${made.actor}`] as const]),
        ...(made?.reason ? [['Reason', made.reason] as const] : []),
        ...(ended === undefined
          ? []
          : [['Until', `${format.moment(ended.recordedAt)} by ${ended.actor}`] as const]),
        ['Hash', <code class="whole-hash">{hash}</code>],
      ]}
    />
  );
}

function History({
  texts,
  shown,
  changes,
  format,
}: {
  readonly texts: readonly RuleFileText[];
  readonly shown: RuleFileText;
  readonly changes: Changes;
  readonly format: ReaderFormat;
}) {
  return (
    <DataTable
      caption="The latest first"
      columns={[
        {
          heading: 'Published',
          namesRow: true,
          cell: ({ path, change }) => (
            <a
              href={`${ruleFileAddress(path)}&change=${change}`}
              aria-current={change === shown.change ? 'true' : undefined}
            >
              {format.moment(changes.get(change)?.recordedAt ?? '')}
            </a>
          ),
        },
        { heading: 'By', cell: ({ change }) => changes.get(change)?.actor ?? '' },
        { heading: 'Reason', cell: ({ change }) => changes.get(change)?.reason ?? '' },
        {
          heading: 'Until',
          cell: ({ untilChange }) =>
            untilChange === null ? (
              <Badge tone="good">In use</Badge>
            ) : (
              format.moment(changes.get(untilChange)?.recordedAt ?? '')
            ),
        },
      ]}
      rows={texts}
      empty={null}
    />
  );
}
