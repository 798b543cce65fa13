import { createHash } from 'node:crypto';
import { z } from 'zod';
import { takeStep } from '../../http/ask-desk.js';
import { given } from '../../http/given.js';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { writtenText } from '../../http/written-text.js';
import type { Attachment } from '../../ledger/adjustments/adjustment.js';
import type { Problem } from '../../problems/problem.js';
import type { AdjustmentDraft } from '../../runs/adjustments/adjustment-draft.js';
import { readPeriods } from '../../runs/closing/period-status.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm, filledWith } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import { redirect } from '../redirect.js';
import { AdjustmentsFileForm, OneAdjustmentForm } from './adjustment-forms.js';

/** The most bytes of a file that shows why, and of one with many adjustments, as the API takes it. */
const LARGEST_FILE = 8 * 1024 * 1024;

const file = z.instanceof(File);

/** The two forms by which adjustments are made: one, or those of a file. */
export const newAdjustmentPages: readonly Route[] = [
  definePage({
    path: '/adjustments/new',
    access: 'pay-step',
    summary: 'The forms by which adjustments are made',
    query: z.strictObject({
      payee: recordName().optional(),
      payGroup: recordName().optional(),
      period: recordName().optional(),
    }),
    answer: ({ query }, services) =>
      newAdjustmentPage({ one: filledWith(query), file: EMPTY_FORM }, services),
  }),
  definePost({
    path: '/adjustments',
    access: 'pay-step',
    summary: 'Makes an adjustment of an open pay period, to be approved by another person',
    maxBytes: LARGEST_FILE,
    form: z.strictObject({
      payee: recordName(),
      payGroup: recordName(),
      period: recordName(),
      amount: writtenText(50),
      currency: writtenText(3).optional(),
      reason: writtenText(1000),
      note: writtenText(5000).optional(),
      attachment: file.optional(),
    }),
    answer: async ({ form: { attachment, currency, note, ...terms }, scope, viewer }, services) => {
      requireEverybody(scope);
      const draft: AdjustmentDraft = {
        ...terms,
        ...given({ currency, note }),
        ...(attachment !== undefined && { attachment: await attachmentOf(attachment) }),
      };
      const [made] = await takeStep(services, 'addAdjustments', { drafts: [draft], actor: viewer.id });
      const number = made?.number ?? 0;
      return redirect(`/adjustments/${number}`, `Adjustment ${number} is made, and waits for a decision.`);
    },
    again: (filled, _request, services) => newAdjustmentPage({ one: filled, file: EMPTY_FORM }, services),
  }),
  definePost({
    path: '/adjustments/files',
    access: 'pay-step',
    summary: 'Makes the adjustments of a CSV file: all of them, or none, and each file once',
    maxBytes: LARGEST_FILE,
    form: z.strictObject({ file }),
    answer: async ({ form, scope, viewer }, services) => {
      requireEverybody(scope);
      const named = { name: baseName(form.file.name), text: await form.file.text() };
      const made = await takeStep(services, 'importAdjustments', { file: named, actor: viewer.id });
      const words = made.length === 1 ? 'One adjustment is' : `${made.length} adjustments are`;
      return redirect('/adjustments?state=waiting', `${words} made, waiting for a decision.`);
    },
    again: ({ values, problems }, _request, services) =>
      newAdjustmentPage({ one: EMPTY_FORM, file: { values, problems: problems.map(ofFile) } }, services),
  }),
];

/** Rows of a file have fields of the same names as the other form has: what is wrong with them stands by the file. */
function ofFile({ field, ...found }: Problem): Problem {
  if (field === undefined || field === 'file') return { ...found, field: 'file' };
  return { ...found, field: 'file', subject: [found.subject, field].filter(Boolean).join(' · ') };
}

async function attachmentOf(sent: File): Promise<Attachment> {
  const bytes = Buffer.from(await sent.arrayBuffer());
  return { file: baseName(sent.name), hash: createHash('sha256').update(bytes).digest('hex') };
}

/** Some browsers send the folders of a file as well; what cannot be stored is left out of its name. */
function baseName(written: string): string {
  const name = written.split(/[\\/]/).at(-1) ?? '';
  return name.replace(/\p{Cc}|\p{Cs}/gu, '').slice(0, 200) || 'file';
}

interface FilledForms {
  readonly one: FilledForm;
  readonly file: FilledForm;
}

async function newAdjustmentPage(filled: FilledForms, { db }: Services): Promise<PageContent> {
  const open = (await readPeriods(db)).filter(({ status }) => status.closing === null);
  const groups = [...new Set(open.map(({ status }) => status.payGroup))].sort();
  const periods = [...new Set(open.map(({ status }) => status.period.id))].sort();
  return {
    title: 'New adjustment',
    trail: [{ label: 'Adjustments', href: '/adjustments' }],
    body: (
      <>
        <OneAdjustmentForm filled={filled.one} groups={groups} periods={periods} />
        <AdjustmentsFileForm filled={filled.file} />
      </>
    ),
  };
}
