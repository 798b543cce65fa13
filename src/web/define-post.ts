import { z } from 'zod';
import type { RouteAccess } from '../access/route-access.js';
import type { RefusalStatus } from '../http/problem-document.js';
import { Refusal } from '../http/refusal.js';
import { defineRoute, type Route } from '../http/route.js';
import type { Services } from '../http/services.js';
import type { FilledForm } from './filled-form.js';
import type { PageContent } from './layout/page-content.js';
import { renderPage } from './layout/render-page.js';
import { type PageRequest, pageRequest } from './page-request.js';
import { checkForm, readForm } from './read-form.js';

const NOTHING = z.strictObject({});

/** A form without files has so many bytes at most, unless said otherwise. */
const MOST_BYTES = 1024 * 1024;

/** What is wrong with what was sent or asked for, so that whoever filled the form can put it right there. */
const PUT_RIGHT: readonly RefusalStatus[] = [400, 403, 409, 412, 422];

/** A form that is sent: where to, who may, what it holds and what comes of it. */
export interface PostDefinition<
  Access extends RouteAccess,
  Params extends z.ZodObject,
  Form extends z.ZodObject,
> {
  readonly path: string;
  readonly access: Access;
  /** What is done, in one sentence without a full stop. */
  readonly summary: string;
  readonly params?: Params;
  /**
   * The fields by name, each of which takes text; one that takes a list may come several times, one of `z.instanceof(File)`
   * is a file. What is left empty counts as not given. A name that is lacking here is refused.
   */
  readonly form: Form;
  /** The most bytes of the form, files included. */
  readonly maxBytes?: number;
  /** Does it, and gives the response: mostly `redirect('/approvals', 'Approved.')`. May throw refusals. */
  readonly answer: (
    request: PageRequest<Access, z.output<Params>, unknown> & { readonly form: z.output<Form> },
    services: Services,
  ) => Response | Promise<Response>;
  /** The page that the form stands on, with what was filled in and what is wrong with it. */
  readonly again: (
    filled: FilledForm,
    request: PageRequest<Access, z.output<Params>, unknown>,
    services: Services,
  ) => PageContent | Promise<PageContent>;
}

/**
 * Defines what is done when a form is sent. Where the form or a refusal thrown by `answer` says that something is
 * wrong, the page comes again with what was filled in and with the problems beside the fields that they name.
 *
 * @example
 * definePost({
 *   path: '/approvals', access: 'payee-data', summary: 'Approves a statement',
 *   form: z.strictObject({ payee: recordName(), reason: z.string().optional() }),
 *   answer: async ({ form, viewer }, services) => {
 *     await takeStep(services, 'decideStatements', { ...form, actor: viewer.id });
 *     return redirect('/approvals', 'Approved.');
 *   },
 *   again: (filled, request, services) => approvalsPage(filled, request, services),
 * });
 */
export function definePost<
  const Access extends RouteAccess,
  Form extends z.ZodObject,
  Params extends z.ZodObject = typeof NOTHING,
>(definition: PostDefinition<Access, Params, Form>): Route {
  const { answer, again, form, maxBytes = MOST_BYTES, ...description } = definition;
  return defineRoute({
    ...description,
    method: 'POST',
    body: { content: FORM_TYPES, maxBytes },
    answer: async (request, services) => {
      const asked = pageRequest(request) as PageRequest<Access, z.output<Params>, unknown>;
      const sent = await readForm(request.body.stream, request.header('content-type') ?? '', form);
      const checked = checkForm(sent, form);
      const onceMore = async (problems: FilledForm['problems'], status: RefusalStatus): Promise<Response> => {
        const filled = { values: sent.texts, problems };
        return renderPage(await again(filled, asked, services), asked, status);
      };
      if (!checked.ok) return onceMore(checked.problems, 422);
      try {
        return await answer({ ...asked, form: checked.value }, services);
      } catch (thrown) {
        if (!(thrown instanceof Refusal) || !PUT_RIGHT.includes(thrown.status)) throw thrown;
        return onceMore(thrown.problems, thrown.status);
      }
    },
  });
}

const FORM_TYPES = {
  'application/x-www-form-urlencoded': z.string(),
  'multipart/form-data': z.string(),
};
