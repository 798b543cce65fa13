import { z } from 'zod';
import { makeReport } from '../../http/ask-desk.js';
import { recordName } from '../../http/record-name.js';
import { Refusal } from '../../http/refusal.js';
import { refusedWith } from '../../http/refused-with.js';
import { requirePayee } from '../../http/resources/payees.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { csvResponse } from '../../http/written-as.js';
import { problem } from '../../problems/problem.js';
import type { WhatIf } from '../../runs/what-if/what-if.js';
import { type WhatIfChoices, whatIfChoices } from '../../runs/what-if/what-if-choices.js';
import { whatIfCsv } from '../../runs/what-if/what-if-csv.js';
import { publishedRun } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { type FilledForm, filledWith } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import { renderPage } from '../layout/render-page.js';
import type { PageRequest } from '../page-request.js';
import { EmptyState } from '../parts/empty-state.js';
import { Meta } from '../parts/meta.js';
import { payeeTrail } from '../payee/payee-frame.js';
import { enteredDeals, MOST_DEALS, unknownNames, WHAT_IF_FORM } from './entered-deals.js';
import { enteredSupposition } from './entered-supposition.js';
import { fieldLabel } from './field-label.js';
import { WhatIfAnswer } from './what-if-answer.js';
import { WhatIfForm } from './what-if-form.js';

const PATH = '/payees/:payee/what-if';
const params = z.strictObject({ payee: recordName() });

type Asked = PageRequest<'payee-step', { readonly payee: string }, unknown>;

/** What can be answered below the form, which stays as it is filled in. */
interface ShownForm {
  readonly filled: FilledForm;
  readonly rows: number;
  readonly answer?: { readonly found: WhatIf; readonly names: ReadonlyMap<string, string> };
}

/** What would be of a payee's pay if there were other deals. Nothing of it is written. */
export const whatIfPages: readonly Route[] = [
  definePage({
    path: PATH,
    access: 'payee-step',
    summary: 'Where a payee supposes deals and sees what they would be paid',
    params,
    query: z.strictObject({
      deal: recordName().optional().meta({ description: 'A deal to begin with' }),
    }),
    answer: async (request, services) => {
      const filled = filledWith({ 'deals.0.fields.id': request.query.deal });
      return pageOf({ filled, rows: 1 }, request, services);
    },
  }),
  definePost({
    path: PATH,
    access: 'payee-step',
    summary: 'Shows what a payee would be paid if deals were as supposed, as a page or as CSV',
    params,
    form: WHAT_IF_FORM,
    maxBytes: 64 * 1024,
    answer: ({ form, ...request }, services) => answered(form, request, services),
    again: (filled, request, services) =>
      pageOf({ filled, rows: rowsOf(firstsOf(filled)) }, request, services),
  }),
];

async function answered(
  form: z.output<typeof WHAT_IF_FORM>,
  request: Asked,
  services: Services,
): Promise<Response> {
  const unknown = unknownNames(form);
  if (unknown.length > 0) {
    throw new Refusal(
      422,
      unknown.map((found) => problem('unknown-key', 'the form has no such field', { found })),
    );
  }
  const { through, more, as, ...entered } = form;
  const filled = filledWith({ through, ...entered });
  const rows = rowsOf(entered);
  if (more !== undefined) {
    const room = Math.min(rows + 1, MOST_DEALS);
    return renderPage(await pageOf({ filled, rows: room }, request, services), request);
  }
  const choices = await choicesOf(request, services);
  const supposed = enteredSupposition(enteredDeals(entered), through, choices);
  const onceMore = async (problems: FilledForm['problems'], status: Refusal['status']) =>
    renderPage(contentOf({ filled: { ...filled, problems }, rows }, choices, request), request, status);
  if (supposed.problems.length > 0) return onceMore(supposed.problems, 422);
  const { deals, without, names } = supposed;
  try {
    const question = { scope: request.scope, payee: request.params.payee, through: supposed.through };
    const found = await makeReport(services, 'whatIf', { ...question, deals, without });
    if (as === 'csv') return csvResponse(whatIfCsv(found), `what-if-${question.payee}.csv`);
    return renderPage(contentOf({ filled, rows, answer: { found, names } }, choices, request), request);
  } catch (thrown) {
    // Also where too many ask at once: what is filled in is not to be lost.
    if (!(thrown instanceof Refusal) || ![422, 503].includes(thrown.status)) throw thrown;
    return onceMore(thrown.problems.map(supposed.inForm), thrown.status);
  }
}

async function pageOf(shown: ShownForm, request: Asked, services: Services): Promise<PageContent> {
  const { scope, params: asked } = request;
  const { name } = await requirePayee(services.db, scope, asked.payee);
  if ((await publishedRun(services.db)) === null) {
    const body = (
      <EmptyState title="Nothing is calculated yet">
        What could be earned is told from what is known: it can be asked here after the first calculation.
      </EmptyState>
    );
    return { title: titleOf(name), body };
  }
  return contentOf(shown, await choicesOf(request, services), request);
}

function contentOf(shown: ShownForm, choices: WhatIfChoices, { format, viewer }: Asked): PageContent {
  const { filled, rows, answer } = shown;
  const { payee, through, currency, facts } = choices;
  return {
    title: titleOf(payee.name),
    trail: payeeTrail({ payee, viewer }),
    about: (
      <Meta
        entries={[
          ['As of', format.day(through)],
          ['Plan’s currency', currency],
        ]}
      />
    ),
    body: (
      <div id="what-if" class="what-if">
        <p class="part-about is-first">
          Add deals, change or leave out those that are there, and say when customers pay. The answer comes
          from the same records and rules as the statements.
        </p>
        <WhatIfForm rows={rows} choices={choices} filled={filled} format={format} />
        {answer === undefined ? null : (
          <WhatIfAnswer
            {...answer}
            asked={firstsOf(filled)}
            reads={facts.map(({ name }) => fieldLabel(name))}
            format={format}
          />
        )}
      </div>
    ),
  };
}

async function choicesOf({ scope, params: { payee } }: Asked, { db }: Services): Promise<WhatIfChoices> {
  const choices = await whatIfChoices(db, scope, payee);
  if (choices.ok) return choices.value;
  throw refusedWith(choices.problems);
}

function titleOf(name: string): string {
  return `What if, ${name}`;
}

function rowsOf(entered: Readonly<Record<string, string | undefined>>): number {
  return Math.max(1, enteredDeals(entered).length);
}

function firstsOf({ values }: FilledForm): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, [first = '']]) => [name, first]));
}
