import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { type DisputeDocument, disputeDocument } from '../../ledger/disputes/dispute-document.js';
import { wholeNumber } from '../../records/values.js';
import { readDisputes } from '../../store/disputes.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField, TextField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { payeeAddress } from '../payee/payee-address.js';
import { aboutText, DISPUTE_STATES, disputeAddress, StateBadge } from './dispute-words.js';
import { type PeopleText, peopleText } from './people-text.js';

/** The most questions that one page shows. */
const ON_A_PAGE = 100;

/** The questions about lines: a payee's own, and for others those of whom they may see. */
export const disputesPage = definePage({
  path: '/disputes',
  access: 'payee-data',
  summary: 'The questions about lines, and where each stands',
  query: z.strictObject({
    state: z.enum(['all', 'open', 'accepted', 'rejected', 'withdrawn']).optional(),
    payee: recordName().optional(),
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
  }),
  answer: async ({ query, scope, viewer, format }, services) => {
    const isOwn = viewer.payee !== null && viewer.roles.every((role) => role === 'payee');
    // Whoever decides comes for what is open, whoever asked for what has become of it.
    const state = query.state ?? (isOwn ? 'all' : 'open');
    const { payee } = query;
    const found = await readDisputes(services.db, scope, {
      ...(state !== 'all' && { state }),
      ...(payee !== undefined && { payee }),
    });
    const { rows: shown, page, pages } = pageOf([...found].reverse(), query.page, ON_A_PAGE);
    const rows = shown.map(disputeDocument);
    const person = await peopleText(
      services,
      { scope, viewer },
      rows.map((each) => each.payee),
    );
    const kept = { state, ...(payee !== undefined && { payee }) };
    return {
      title: 'Questions',
      about: (
        <Meta
          entries={[
            ['Currency', 'that of each statement'],
            ['As of', 'all that is asked and decided by now'],
          ]}
        />
      ),
      body: (
        <>
          <FilterForm action="/disputes">
            <SelectField
              name="state"
              label="Questions that are"
              choices={[{ value: 'all', label: 'of any state' }, ...STATES]}
              filled={filledWith({ state })}
            />
            {isOwn ? null : (
              <TextField name="payee" label="Id of the payee" optional filled={filledWith({ payee })} />
            )}
          </FilterForm>
          <DataTable
            caption="The latest question first"
            columns={columnsIn(format, isOwn ? null : person)}
            rows={rows}
            exports={[{ label: 'CSV', href: exportAddress({ state, payee }) }]}
            empty={<NoQuestions isOwn={isOwn} payee={viewer.payee} isFiltered={state !== 'all'} />}
          />
          <Pager
            of="questions"
            page={page}
            pages={pages}
            href={(number) => `/disputes?${new URLSearchParams({ ...kept, page: String(number) })}`}
          />
        </>
      ),
    };
  },
});

function exportAddress({ state, payee }: { readonly state: string; readonly payee: string | undefined }) {
  const asked = { ...(state !== 'all' && { state }), ...(payee !== undefined && { payee }) };
  return `/api/v1/disputes?${new URLSearchParams({ ...asked, format: 'csv' })}`;
}

const STATES = Object.entries(DISPUTE_STATES).map(([value, label]) => ({
  value,
  label: label.toLowerCase(),
}));

function columnsIn(format: ReaderFormat, person: PeopleText | null): readonly Column<DisputeDocument>[] {
  const amount = (text: string, { currency }: DisputeDocument) => (
    <Amount format={format} amount={text} currency={currency} />
  );
  return [
    {
      heading: 'Question',
      cell: (row) => (
        <a href={disputeAddress(row.dispute)}>
          {row.dispute}: {aboutText(row)}
        </a>
      ),
      namesRow: true,
    },
    ...(person === null
      ? []
      : [
          {
            heading: 'Payee',
            cell: ({ payee }: DisputeDocument) => <a href={payeeAddress(payee)}>{person(payee)}</a>,
          },
        ]),
    { heading: 'Statement', cell: ({ period }) => format.period(period) },
    { heading: 'On the statement', kind: 'number', cell: (row) => amount(row.amount, row) },
    { heading: 'Expected', kind: 'number', cell: (row) => amount(row.expected, row) },
    { heading: 'Asked', cell: ({ openedAt }) => format.day(openedAt.slice(0, 10)) },
    { heading: 'Replies', kind: 'number', cell: ({ replies }) => format.count(replies.length) },
    { heading: 'State', cell: ({ state }) => <StateBadge state={state} /> },
  ];
}

function NoQuestions({
  isOwn,
  payee,
  isFiltered,
}: {
  readonly isOwn: boolean;
  readonly payee: string | null;
  readonly isFiltered: boolean;
}) {
  if (isOwn && payee !== null) {
    return (
      <EmptyState
        title={isFiltered ? 'No question of yours is in this state' : 'You have asked nothing yet'}
        action={
          <a class="button" href={payeeAddress(payee, 'statements')}>
            Look at your statements
          </a>
        }
      >
        Where a line of a statement looks wrong, open it and ask about it there.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={isFiltered ? 'No question is in this state' : 'Nobody has asked anything yet'}
      {...(isFiltered && {
        action: (
          <a class="button" href="/disputes?state=all">
            Show all questions
          </a>
        ),
      })}
    >
      Questions come from payees, about a line of a statement of theirs.
    </EmptyState>
  );
}
