import { z } from 'zod';
import { askDesk } from '../../http/ask-desk.js';
import { notFound, Refusal } from '../../http/refusal.js';
import { refusedWith } from '../../http/refused-with.js';
import { belowPlans, CHECKING } from '../../http/resources/rules.js';
import type { Route } from '../../http/route.js';
import { LARGEST_RULES, ruleFileName, wordedForBody } from '../../http/rule-texts.js';
import type { Services } from '../../http/services.js';
import { problem } from '../../problems/problem.js';
import type { RuleFiles } from '../../rules/read-rules.js';
import { type PublishedRules, rulesState } from '../../runs/publish-rules.js';
import { type RuleFile, readRuleFiles } from '../../store/rule-files.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { type FilledForm, filledWith } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import { renderPage } from '../layout/render-page.js';
import type { PageRequest } from '../page-request.js';
import { redirect } from '../redirect.js';
import { newPlanText } from './new-plan-text.js';
import { ruleFileAddress } from './plan-addresses.js';
import { basisOf, editorContent } from './rule-editor.js';
import { basedOn, COMPANY_FILE, checkRuleSet, rulesWith, TERRITORIES_FILE } from './rule-set.js';

const form = z.strictObject({
  file: ruleFileName,
  text: z.string(),
  basedOn: z.string().max(100),
  reason: z.string().max(1000).optional(),
});

/** A form whose text is written in two thirds of the bytes that it may come in as. */
const MOST_BYTES = 3 * LARGEST_RULES;

/** Where rule files are written, checked and published. */
export const editRulesRoutes: readonly Route[] = [
  definePage({
    path: '/rules/edit',
    access: 'rules',
    summary: 'Where a rule file is written',
    query: z.strictObject({ file: ruleFileName.optional() }),
    answer: async (request, { db }) => {
      const { file } = request.query;
      const published = await readRuleFiles(db);
      const found = published.find(({ path }) => path === file);
      const isNamed = file === COMPANY_FILE || file === TERRITORIES_FILE;
      if (file !== undefined && found === undefined && !isNamed) {
        throw notFound(`there is no rule file ${file}`, { hint: 'see all rule files' });
      }
      const text = found?.source ?? (isNamed ? '' : newPlanText(published));
      const filled = filledWith({ file, text });
      return editorContent(
        { file: file ?? null, filled, basedOn: basedOn(found), published, checked: null },
        request,
      );
    },
  }),
  definePost({
    path: '/rules/edit',
    access: 'rules',
    summary: 'Checks the text of a rule file, which publishes nothing',
    maxBytes: MOST_BYTES,
    form,
    answer: async (request, services) => {
      const published = await readRuleFiles(services.db);
      const written = writtenFile(request.form);
      const checked = await checkRuleSet(services, rulesWith(published, [written]), written.file);
      const { reason } = request.form;
      const filled = filledWith({ file: written.file, text: written.text, reason });
      const edited = { file: written.file, filled, basedOn: request.form.basedOn, published, checked };
      return renderPage(editorContent(edited, request), request);
    },
    again: editorAgain,
  }),
  definePost({
    path: '/rules/publish',
    access: 'configure',
    summary: 'Publishes the text of a rule file, unless somebody else has published another meanwhile',
    maxBytes: MOST_BYTES,
    form,
    answer: async ({ form: sent, viewer }, services) => {
      const published = await readRuleFiles(services.db);
      const written = writtenFile(sent);
      requireBasis(published, written.file, sent.basedOn);
      const { change } = await publishSet(services, rulesWith(published, [written]), {
        published,
        actor: viewer.id,
        reason: sent.reason ?? null,
      });
      return redirect(
        ruleFileAddress(written.file),
        change === null
          ? 'This very text was published already.'
          : `${written.file} is published. It counts from the next calculation on.`,
      );
    },
    again: editorAgain,
  }),
];

interface Publishing {
  /** The files that were read before, which must still be those that are published. */
  readonly published: readonly RuleFile[];
  readonly actor: string;
  readonly reason: string | null;
}

/**
 * Publishes rule files. Throws a refusal with all that is wrong with them, and where others are published by now.
 *
 * @example
 * await publishSet(services, rulesWith(published, [written]), { published, actor: viewer.id, reason: null });
 */
export async function publishSet(
  { ruleDesk, database }: Services,
  files: RuleFiles,
  { published, actor, reason }: Publishing,
): Promise<PublishedRules> {
  const expects = rulesState(published);
  const task = { kind: 'publish', database, files, actor, reason, expects } as const;
  const done = await askDesk<'publish'>(ruleDesk, task, CHECKING);
  if (!done.ok) throw refusedWith(done.problems.map(wordedForBody));
  return done.value;
}

/**
 * Refuses to go on with a file that somebody else has published since it was read.
 *
 * @example
 * requireBasis(published, 'plans/ae.yaml', form.basedOn);
 */
export function requireBasis(published: readonly RuleFile[], file: string, basis: string): void {
  const now = basisOf(published, file);
  if (now === basis) return;
  const message =
    basis === 'new'
      ? `there is a rule file ${file} already`
      : now === 'new'
        ? `somebody has deleted ${file} meanwhile`
        : `somebody has published another text of ${file} meanwhile`;
  const field = basis === 'new' ? 'file' : 'text';
  throw new Refusal(412, [problem('precondition-failed', message, { field })]);
}

/**
 * A file with its name below the folder of rules.
 *
 * @example
 * writtenFile({ file: 'ae.yaml', text }).file // 'plans/ae.yaml'
 */
export function writtenFile({ file, text }: { readonly file: string; readonly text: string }): {
  readonly file: string;
  readonly text: string;
} {
  if (file === COMPANY_FILE || file === TERRITORIES_FILE) return { file, text };
  return { file: belowPlans({ name: file }).name, text };
}

async function editorAgain(
  filled: FilledForm,
  request: PageRequest<'rules' | 'configure', unknown, unknown>,
  { db }: Services,
): Promise<PageContent> {
  const published = await readRuleFiles(db);
  const written = filled.values['file']?.[0];
  const basis = filled.values['basedOn']?.[0] ?? 'new';
  const named = ruleFileName.safeParse(written);
  const file = named.success ? writtenFile({ file: named.data, text: '' }).file : null;
  const isOvertaken = filled.problems.some(({ code }) => code === 'precondition-failed') && basis !== 'new';
  // To publish again is then to replace what the writer is shown.
  const now = isOvertaken ? basisOf(published, file) : basis;
  return editorContent({ file, filled, basedOn: now, published, checked: null, isOvertaken }, request);
}
