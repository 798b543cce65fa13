import { z } from 'zod';
import type { Route } from '../../../src/http/route.js';
import { problem } from '../../../src/problems/problem.js';
import { barChart } from '../../../src/web/charts/bar-chart.js';
import { gaugeChart } from '../../../src/web/charts/gauge-chart.js';
import { lineChart } from '../../../src/web/charts/line-chart.js';
import { definePage } from '../../../src/web/define-page.js';
import { definePost } from '../../../src/web/define-post.js';
import { EMPTY_FORM, type FilledForm } from '../../../src/web/filled-form.js';
import type { ReaderFormat } from '../../../src/web/format/reader-format.js';
import { Amount } from '../../../src/web/parts/amount.js';
import { Badge } from '../../../src/web/parts/badge.js';
import { Chart } from '../../../src/web/parts/chart.js';
import { DataTable } from '../../../src/web/parts/data-table.js';
import { Disclosure } from '../../../src/web/parts/disclosure.js';
import { EmptyState } from '../../../src/web/parts/empty-state.js';
import {
  CheckBox,
  DateField,
  FileField,
  NumberField,
  SelectField,
  TextArea,
  TextField,
} from '../../../src/web/parts/fields.js';
import { Figure, Figures } from '../../../src/web/parts/figure.js';
import { ActionForm, FilterForm, Form } from '../../../src/web/parts/form.js';
import { Live } from '../../../src/web/parts/live.js';
import { Meta } from '../../../src/web/parts/meta.js';
import { Pager } from '../../../src/web/parts/pager.js';
import { Problems } from '../../../src/web/parts/problems.js';
import { Progress } from '../../../src/web/parts/progress.js';
import { Card, Cards, Section } from '../../../src/web/parts/section.js';
import { redirect } from '../../../src/web/redirect.js';

const LINES = Array.from({ length: 40 }, (_, place) => ({
  id: `D-${1000 + place}`,
  customer: `Customer ${place}`,
  basis: `${place * 1500}.50`,
  earned: place % 7 === 3 ? `-${place * 120}.04` : `${place * 120}.04`,
}));

const FOUND = [
  problem('missing-quota', 'no quota for 2026-Q1', { subject: 'ada', hint: 'import a quota' }),
  problem('unused-measure', 'nothing uses renewals', { severity: 'warning' }),
];

async function gallery(filled: FilledForm, format: ReaderFormat) {
  const money = (amount: string) => format.money(amount, 'USD');
  const written = { x: format.brief, y: format.brief };
  return {
    title: 'Every part of a page',
    trail: [{ label: 'Parts', href: '/gallery' }],
    about: (
      <Meta
        entries={[
          ['Period', format.period('2026-03')],
          ['Currency', 'USD'],
          ['As of', format.moment('2026-04-02T09:30:00Z')],
        ]}
      />
    ),
    actions: <ActionForm action="/gallery" label="Approve" about="of Ada" tone="main" />,
    body: (
      <>
        <Figures>
          <Figure label="Payable" value={money('11600.00')} detail="paid at the end of March" isMain />
          <Figure label="Earned" value={money('12000.00')} detail="from 14 lines" />
          <Figure label="Held" value={<Amount format={format} amount="-400.00" currency="USD" />} />
          <Figure label="Year to date" value={money('90071992547409.93')} />
        </Figures>
        <Section id="charts" title="Charts" about="Pictures with what they show in words.">
          <Cards>
            <Card title="New business">
              <Chart
                inCard
                caption="Attainment in the first quarter"
                chart={
                  await gaugeChart({
                    title: 'New business, Q1 2026',
                    attainment: '0.832',
                    tiers: [
                      { from: '0', label: '8%' },
                      { from: '1', label: '12%' },
                    ],
                    format,
                  })
                }
              />
            </Card>
            <Card title="What it pays">
              <Chart
                inCard
                caption="What each further dollar pays"
                chart={
                  await lineChart({
                    title: 'New business',
                    xLabel: 'Sold, USD',
                    yLabel: 'Earned, USD',
                    points: ['0', '1000000', '1500000'].map((x, place) => ({
                      label: x,
                      x,
                      y: `${place * 80_000}`,
                    })),
                    place: { x: '832000', y: '66560', label: 'You' },
                    bounds: [{ x: '1000000', label: '100%' }],
                    written,
                  })
                }
              />
            </Card>
            <Card title="Months">
              <Chart
                inCard
                caption="Earned by month"
                chart={
                  await barChart({
                    title: 'Earned by month',
                    bars: ['Jan', 'Feb', 'Mar'].map((label, place) => ({
                      label,
                      value: `${place * 900 - 300}`,
                    })),
                    written: format.brief,
                  })
                }
              />
            </Card>
          </Cards>
        </Section>
        <Section id="history" title="History">
          <Chart
            caption="Earned by month"
            chart={
              await lineChart({
                title: 'Earned by month',
                xLabel: 'month',
                yLabel: 'USD',
                points: ['Jan', 'Feb', 'Mar', 'Apr'].map((label, place) => ({
                  label,
                  y: `${place * place * 900}`,
                })),
                written,
              })
            }
          />
        </Section>
        <Section id="lines" title="Lines">
          <FilterForm action="/gallery">
            <SelectField
              name="component"
              label="Component"
              choices={[{ value: 'new', label: 'New business' }]}
              optional
              filled={EMPTY_FORM}
            />
          </FilterForm>
          <DataTable
            caption="Lines of March 2026, in USD"
            rows={LINES}
            empty={<EmptyState title="There are no lines">They come with the first deal.</EmptyState>}
            exports={[{ label: 'CSV', href: '/gallery' }]}
            columns={[
              { heading: 'Deal', cell: ({ id }) => id, namesRow: true },
              { heading: 'Customer', cell: ({ customer }) => customer },
              { heading: 'State', cell: () => <Badge tone="waiting">Held</Badge> },
              {
                heading: 'Basis',
                kind: 'number',
                cell: ({ basis }) => <Amount format={format} amount={basis} currency="USD" bare />,
              },
              {
                heading: 'Earned',
                kind: 'number',
                cell: ({ earned }) => <Amount format={format} amount={earned} currency="USD" bare />,
                total: money('84000.00'),
              },
            ]}
          />
          <Pager of="lines" page={2} pages={25} href={(page) => `?page=${page}`} />
        </Section>
        <Section id="states" title="States">
          <p>
            <Badge>Draft</Badge> <Badge tone="good">Paid</Badge> <Badge tone="waiting">Held</Badge>{' '}
            <Badge tone="bad">Rejected</Badge>
          </p>
          <Progress label="Calculation" value={3} max={8} text="3 of 8 shards" />
          <Disclosure summary="How it came about">
            <p class="quiet">By the rate of the tier.</p>
          </Disclosure>
          <Problems problems={FOUND} />
          <EmptyState
            title="There is nothing held"
            action={
              <a class="button" href="/gallery">
                See the lines
              </a>
            }
          >
            What waits for an invoice to be paid stands here.
          </EmptyState>
        </Section>
        <Section id="question" title="Ask about a line">
          <Form action="/gallery" submit="Send" filled={filled} cancel="/gallery" hasFiles>
            <TextField name="subject" label="Subject" filled={filled} />
            <NumberField
              name="expected"
              label="What you expected, in USD"
              hint="Such as 1200.50"
              optional
              filled={filled}
            />
            <DateField name="since" label="Since" optional filled={filled} />
            <TextArea name="message" label="What is wrong?" optional filled={filled} />
            <TextArea name="rules" label="Rules" rows={3} isCode optional filled={filled} />
            <FileField name="file" label="Contract" optional filled={filled} />
            <CheckBox name="urgent" label="It is urgent" optional filled={filled} />
          </Form>
        </Section>
      </>
    ),
  };
}

const PART = z.strictObject({ part: z.enum(['why']).optional(), page: z.string().optional() });

let asked = 0;

/** Pages that have every part there is, to look at and to try. */
export const GALLERY: readonly Route[] = [
  definePage({
    path: '/gallery',
    access: 'payee-data',
    summary: 'Every part of a page',
    query: PART,
    answer: ({ format }) => gallery(EMPTY_FORM, format),
  }),
  definePage({
    path: '/gallery/why',
    access: 'payee-data',
    summary: 'A part that is put into a page',
    answer: () => ({ title: 'Why', body: <p>Because of the tier.</p> }),
  }),
  definePage({
    path: '/gallery/live',
    access: 'payee-data',
    summary: 'A page with a part that goes on',
    answer: () => {
      asked += 1;
      const goesOn = asked < 3;
      const text = goesOn ? `Asked ${asked} times` : 'Done';
      return {
        title: 'What goes on',
        body: (
          <Live id="progress" href="/gallery/live" goesOn={goesOn}>
            <p>{text}</p>
          </Live>
        ),
      };
    },
  }),
  definePage({
    path: '/gallery/parts',
    access: 'payee-data',
    summary: 'A page into which a part is put',
    answer: () => ({
      title: 'A line',
      body: (
        <>
          <a href="/gallery/why" hx-get="/gallery/why" hx-target="#why">
            Why?
          </a>
          <div id="why"></div>
        </>
      ),
    }),
  }),
  definePost({
    path: '/gallery',
    access: 'payee-data',
    summary: 'Sends what was filled in',
    form: z.strictObject({
      subject: z.string().max(20),
      expected: z.string().optional(),
      since: z.string().optional(),
      message: z.string().optional(),
      rules: z.string().optional(),
      file: z.instanceof(File).optional(),
      urgent: z.literal('yes').optional(),
    }),
    answer: ({ form: { subject, file } }) =>
      redirect(
        '/gallery',
        `Sent: ${subject}, with ${file === undefined ? 'no file' : `${file.size} bytes`}.`,
      ),
    again: (filled, { format }) => gallery(filled, format),
  }),
];
