import { z } from 'zod';
import { takeStep } from '../../http/ask-desk.js';
import { recordName } from '../../http/record-name.js';
import { Refusal } from '../../http/refusal.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { lineReason } from '../../ledger/line-reason.js';
import { readDisputes } from '../../store/disputes.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import type { PageRequest } from '../page-request.js';
import { DateField, NumberField, SelectField, TextArea, TextField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { Form } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { payeeAddress } from '../payee/payee-address.js';
import { isOwn } from '../payee/payee-frame.js';
import { statementAddress } from '../payee/statement-address.js';
import { redirect } from '../redirect.js';
import { fieldLabel } from '../what-if/field-label.js';
import { disputeAddress } from './dispute-words.js';
import { correctionsOf, inQuestionForm, QUESTION_FORM } from './question-form.js';
import { type QuestionedLine, questionedLine } from './questioned-line.js';

type Asked = PageRequest<'payee-step', unknown, unknown>;

/** Where a line is questioned. */
export const newQuestionPages: readonly Route[] = [
  definePage({
    path: '/disputes/new',
    access: 'payee-step',
    summary: 'Where a payee asks about a line that looks wrong',
    query: z.strictObject({ line: recordName().optional() }),
    answer: async (request, services) => {
      const { line } = request.query;
      if (line !== undefined) return questionPage(EMPTY_FORM, line, request, services);
      const { payee } = request.viewer;
      const statements = payee === null ? '/payees' : payeeAddress(payee, 'statements');
      return redirect(statements, 'Open a statement, and ask at the line that looks wrong.');
    },
  }),
  definePost({
    path: '/disputes',
    access: 'payee-step',
    summary: 'Asks about a line',
    form: QUESTION_FORM,
    answer: async ({ form, scope, viewer }, services) => {
      const questioned = await questionedLine(services.db, scope, form.line);
      const { line, expected, message } = form;
      const corrections = correctionsOf(form, questioned);
      try {
        const terms = { line, expected, message, corrections };
        const opened = await takeStep(services, 'openDispute', { ...terms, scope, actor: viewer.id });
        return redirect(
          disputeAddress(opened.number),
          'Your question is sent. You see here what becomes of it.',
        );
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown;
        const problems = thrown.problems.map((each) => inQuestionForm(each, questioned));
        throw new Refusal(thrown.status, problems, thrown.headers);
      }
    },
    again: (filled, request, services) =>
      questionPage(filled, filled.values['line']?.[0] ?? '', request, services),
  }),
];

async function questionPage(
  filled: FilledForm,
  id: string,
  request: Asked,
  services: Services,
): Promise<PageContent> {
  const { scope, viewer, format } = request;
  const questioned = await questionedLine(services.db, scope, id);
  const { line, statement } = questioned;
  const { payee, period, currency } = statement;
  const open = (
    await readDisputes(services.db, scope, { payee: payee.id, period: period.id, state: 'open' })
  ).find((each) => each.line === id);
  const statementHref = statementAddress({ payee: payee.id, period: period.id, currency });
  const whose = isOwn({ payee, viewer }) ? 'your statement' : `the statement of ${payee.name}`;
  return {
    title: 'Ask about a line',
    trail: [
      { label: 'Questions', href: '/disputes' },
      { label: `${payee.name}, ${format.period(period.id)}`, href: statementHref },
    ],
    about: (
      <Meta
        entries={[
          ['Payee', payee.name],
          ['Period', format.period(period.id)],
          ['Currency', currency],
          ['As of', format.day(statement.asOf)],
        ]}
      />
    ),
    body: (
      <>
        <Figures>
          <Figure
            label={`On ${whose}`}
            value={format.money(line.amount, currency)}
            detail={`${line.component}, ${lineReason(line)}`}
            isMain
          />
          <Figure label="Deal" value={line.deal ?? 'none'} detail={format.day(line.date)} />
          <Figure label="Share" value={line.share ?? '–'} detail={baseText(questioned, request)} />
        </Figures>
        <p>
          <a
            href={`/lines/${encodeURIComponent(id)}`}
            hx-get={`/lines/${encodeURIComponent(id)}`}
            hx-target="next .explanation"
            hx-swap="innerHTML"
          >
            How it came about
          </a>
        </p>
        <div class="explanation"></div>
        {open === undefined ? null : (
          <p class="notice">
            There is an open question about this line:{' '}
            <a href={disputeAddress(open.number)}>question {open.number}</a>. Reply there rather than asking
            again.
          </p>
        )}
        <QuestionForm filled={filled} questioned={questioned} cancel={statementHref} />
      </>
    ),
  };
}

function QuestionForm({
  filled,
  questioned: { line, statement, shares, amountField },
  cancel,
}: {
  readonly filled: FilledForm;
  readonly questioned: QuestionedLine;
  readonly cancel: string;
}) {
  const roles = [...new Set(shares.map(({ role }) => role))];
  return (
    <Form
      action="/disputes"
      submit="Send the question"
      filled={filled}
      hidden={{ line: line.id }}
      cancel={cancel}
      refused="The question was not sent."
    >
      <NumberField
        name="expected"
        label={`What it should come to, in ${statement.currency}`}
        hint="Such as 1200.50"
        filled={filled}
      />
      <TextArea
        name="message"
        label="What is wrong, and how you know"
        hint="Whoever decides reads this; so does everybody who may see this statement"
        filled={filled}
      />
      {line.deal === null ? null : (
        <fieldset class="supposed-deal">
          <legend>What should be different of {line.deal}, if you know</legend>
          {roles.length > 1 ? (
            <SelectField
              name="role"
              label="Role"
              choices={roles.map((role) => ({ value: role, label: role }))}
              filled={filled}
            />
          ) : null}
          <TextField
            name="share"
            label="Share of the payee"
            hint={line.share === null ? 'Such as 60%' : `Such as 60%; it is ${line.share}`}
            optional
            filled={filled}
          />
          <TextField
            name="otherPayee"
            label="Who else has a share"
            hint="The person’s id"
            optional
            filled={filled}
          />
          <TextField name="otherShare" label="Their share" hint="Such as 40%" optional filled={filled} />
          <DateField name="closeDate" label="Close date" optional filled={filled} />
          {amountField === null ? null : (
            <NumberField
              name="amount"
              label={fieldLabel(amountField)}
              hint="Of the whole deal, in its currency"
              optional
              filled={filled}
            />
          )}
        </fieldset>
      )}
    </Form>
  );
}

function baseText({ line, statement }: QuestionedLine, { format }: Asked): string {
  if (line.base === null) return 'of no single event';
  const unit = statement.attainments.find(({ measure }) => measure === line.measure)?.unit;
  return `comes to ${unit === 'units' ? format.quantity(line.base) : format.money(line.base, statement.currency)}`;
}
