import { z } from 'zod';
import { permit } from '../../access/permit.js';
import { recordName } from '../../http/record-name.js';
import { notFound } from '../../http/refusal.js';
import { explainStatementLine } from '../../runs/explain-statement-line.js';
import { publishedRun } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { Meta } from '../parts/meta.js';
import { sentence } from '../parts/problems.js';
import { questionAddress } from './line-table.js';
import { statementAddress } from './statement-address.js';

/** How a line came about, in words and figures; where the statement asks for it, it opens below the line. */
export const linePage = definePage({
  path: '/lines/:line',
  access: 'payee-data',
  summary: 'How the amount of a line came about',
  params: z.strictObject({ line: recordName() }),
  answer: async ({ params, scope, viewer, format }, { db }) => {
    const explained = await explainStatementLine(db, scope, params.line);
    if (explained === null) {
      throw notFound(`there is no line ${params.line}`, { hint: 'a statement lists its lines' });
    }
    const run = await publishedRun(db);
    const { line, period, currency, payee, sentences, leaves, total, equalsStored } = explained;
    return {
      title: `How line ${line.id} came about`,
      trail: [
        {
          label: `Statement for ${format.period(period)}`,
          href: statementAddress({ payee, period, currency }),
        },
      ],
      actions: permit('payee-step', viewer) ? (
        <a class="button" href={questionAddress(line.id)}>
          Question this line
        </a>
      ) : undefined,
      about: (
        <Meta
          entries={[
            ['Period', format.period(period)],
            ['Component', line.component],
            ['Currency', currency],
            ...(run === null ? [] : [['As of', format.day(run.through)] as const]),
          ]}
        />
      ),
      body: (
        <>
          <ul>
            {sentences.map((each) => (
              <li>{sentence(each)}</li>
            ))}
          </ul>
          <DataTable
            caption={`What sums up to ${format.money(total, currency)}`}
            columns={[
              { heading: 'Part', cell: ({ text }) => text, namesRow: true },
              {
                heading: currency,
                kind: 'number',
                cell: ({ amount }) => <Amount format={format} amount={amount} currency={currency} bare />,
                total: <Amount format={format} amount={total} currency={currency} bare />,
              },
            ]}
            rows={leaves}
            empty={null}
          />
          {equalsStored ? null : (
            <p role="alert">
              What is calculated now differs from what the statement says: tell whoever calculates.
            </p>
          )}
        </>
      ),
    };
  },
});
