import { z } from 'zod';
import { makeReport } from '../../http/ask-desk.js';
import { notFound, Refusal } from '../../http/refusal.js';
import type { Route } from '../../http/route.js';
import { ruleFileName } from '../../http/rule-texts.js';
import type { Services } from '../../http/services.js';
import { problem } from '../../problems/problem.js';
import { readRuleFiles } from '../../store/rule-files.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import type { PageRequest } from '../page-request.js';
import { TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Problems } from '../parts/problems.js';
import { redirect } from '../redirect.js';
import { planAddress, ruleFileAddress } from './plan-addresses.js';
import { publishSet, requireBasis } from './publish-set.js';
import { basedOn, COMPANY_FILE, rulesWith } from './rule-set.js';

/** Taking a rule file away, so that calculations go by it no more. */
export const deleteRulesRoutes: readonly Route[] = [
  definePage({
    path: '/rules/delete',
    access: 'configure',
    summary: 'Asks whether a rule file is to be deleted, and tells whom that concerns',
    query: z.strictObject({ file: ruleFileName }),
    answer: (request, services) => deletionContent(request.query.file, EMPTY_FORM, request, services),
  }),
  definePost({
    path: '/rules/delete',
    access: 'configure',
    summary: 'Deletes a rule file, where the others are sound without it; its texts stay in the history',
    form: z.strictObject({
      file: ruleFileName,
      basedOn: z.string().max(100),
      reason: z.string().max(1000).optional(),
    }),
    answer: async ({ form: { file, basedOn: basis, reason = null }, viewer }, services) => {
      const published = await readRuleFiles(services.db);
      if (file === COMPANY_FILE) {
        throw new Refusal(422, [problem('invalid-value', 'the company file cannot be deleted')]);
      }
      requireBasis(published, file, basis);
      const files = rulesWith(published, [{ file, text: null }]);
      await publishSet(services, files, { published, actor: viewer.id, reason });
      return redirect('/rules', `${file} is deleted. Calculations go by it no more.`);
    },
    again: (filled, request, services) =>
      deletionContent(filled.values['file']?.[0] ?? '', filled, request, services),
  }),
];

async function deletionContent(
  file: string,
  filled: FilledForm,
  { scope }: Pick<PageRequest<'configure', unknown, unknown>, 'scope'>,
  services: Services,
): Promise<PageContent> {
  const found = (await readRuleFiles(services.db)).find(({ path }) => path === file);
  if (found === undefined) throw notFound(`there is no rule file ${file}`, { hint: 'see all rule files' });
  const { plan } = found;
  const { plans } = plan === null ? { plans: [] } : await makeReport(services, 'planList', { scope });
  const own = plans.find((each) => each.plan === plan);
  const inPlace = filled.problems.filter(({ location }) => location !== undefined);
  const ofForm = { ...filled, problems: filled.problems.filter(({ location }) => location === undefined) };
  return {
    title: `Delete ${file}`,
    trail: [
      { label: 'Rule files', href: '/rules' },
      { label: file, href: ruleFileAddress(file) },
    ],
    body: (
      <>
        {own === undefined ? null : (
          <p>
            {own.payees === 0 ? 'Nobody is' : own.payees === 1 ? '1 payee is' : `${own.payees} payees are`} on
            the plan <a href={planAddress(own.plan)}>{own.title ?? own.plan}</a>.{' '}
            {own.versions.length > 1
              ? 'Its other versions stay; on days that none of them covers it pays nothing.'
              : 'Without its only version it pays nothing, and the next statements say so.'}
          </p>
        )}
        <p>What it said stays in the history, and statements of closed periods stay as they are.</p>
        {inPlace.length === 0 ? null : (
          <div role="alert">
            <p>
              <strong>It cannot be deleted: other files need it.</strong>
            </p>
            <Problems problems={inPlace} />
          </div>
        )}
        <Form
          action="/rules/delete"
          submit="Delete"
          filled={ofForm}
          hidden={{ file, basedOn: basedOn(found) }}
          cancel={ruleFileAddress(file)}
          refused="Nothing was deleted."
        >
          <TextField name="reason" label="Reason" hint="Kept in the history" optional filled={ofForm} />
        </Form>
      </>
    ),
  };
}
