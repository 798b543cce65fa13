import { z } from 'zod';
import { notFound } from '../../http/refusal.js';
import type { Route } from '../../http/route.js';
import { LARGEST_RULES, ruleFileName } from '../../http/rule-texts.js';
import type { Services } from '../../http/services.js';
import { readRuleFiles } from '../../store/rule-files.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { type FilledForm, filledWith } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import { renderPage } from '../layout/render-page.js';
import type { PageRequest } from '../page-request.js';
import { redirect } from '../redirect.js';
import { newPlanText } from './new-plan-text.js';
import { ruleFileAddress } from './plan-addresses.js';
import { publishSet, requireBasis, writtenFile } from './publish-set.js';
import { editorContent } from './rule-editor.js';
import { basedOn, basisOf, COMPANY_FILE, checkRuleSet, rulesWith, TERRITORIES_FILE } from './rule-set.js';

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
