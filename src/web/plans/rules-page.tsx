import { z } from 'zod';
import { permit } from '../../access/permit.js';
import type { Services } from '../../http/services.js';
import { csvResponse } from '../../http/written-as.js';
import { readChanges } from '../../store/change.js';
import { type RuleFileText, readPublishedTexts } from '../../store/rule-file-history.js';
import { definePage } from '../define-page.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import type { PageRequest } from '../page-request.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { FileField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { editAddress, planAddress, ruleFileAddress } from './plan-addresses.js';
import { COMPANY_FILE } from './rule-set.js';

/** The rule files that calculations use. */
export const rulesPage = definePage({
  path: '/rules',
  access: 'rules',
  summary: 'The rule files that calculations use, and where others are taken from',
  query: z.strictObject({ format: z.literal('csv').optional() }),
  answer: async (request, services) => {
    if (request.query.format === undefined) return rulesContent(EMPTY_FORM, request, services);
    const { files, changes } = await readFiles(services);
    const columns = columnsIn({ changes, mayConfigure: false, format: request.format });
    return csvResponse(tableCsv(columns, files), 'rule-files.csv');
  },
});

/**
 * What stands on the page of all rule files.
 *
 * @example
 * again: (filled, request, services) => rulesContent(filled, request, services)
 */
export async function rulesContent(
  filled: FilledForm,
  { viewer, format }: Pick<PageRequest<'rules', unknown, unknown>, 'viewer' | 'format'>,
  services: Services,
): Promise<PageContent> {
  const { files, changes } = await readFiles(services);
  const mayConfigure = permit('configure', viewer);
  const publishAll = (
    <button type="submit" class="button" formaction="/rules/upload/publish">
      Publish
    </button>
  );
  return {
    title: 'Rule files',
    actions: (
      <a class={mayConfigure ? 'button is-main' : 'button'} href={editAddress()}>
        New file
      </a>
    ),
    body: (
      <>
        <DataTable
          caption="Published, and used by calculations"
          columns={columnsIn({ changes, mayConfigure, format })}
          exports={[{ label: 'CSV', href: '/rules?format=csv' }]}
          rows={files}
          empty={
            <EmptyState title="No rule file is published">
              A company needs one file for all of it, {COMPANY_FILE}, and one for each plan. Take both from
              your computer below; they are published together.
            </EmptyState>
          }
        />
        <Section
          id="upload"
          title="From your computer"
          about={
            mayConfigure
              ? 'One file opens in the editor; several are checked, or published, together. What is not among them stays as it is.'
              : 'They are checked only: comp admins and administrators publish.'
          }
        >
          <Form
            action="/rules/upload"
            submit="Check"
            filled={filled}
            hasFiles
            refused="Nothing was published."
            also={mayConfigure ? publishAll : undefined}
          >
            <FileField
              name="files"
              label="Rule files"
              hint={`Plans in YAML or JSON, ${COMPANY_FILE}, territories.yaml`}
              accept=".yaml,.yml,.json"
              multiple
              filled={filled}
            />
          </Form>
        </Section>
      </>
    ),
  };
}

/** The rule files that calculations use, with the changes that published them. */
async function readFiles({ db }: Services) {
  const files = await readPublishedTexts(db);
  const changes = await readChanges(
    db,
    files.map(({ change }) => change),
  );
  return { files, changes };
}

function columnsIn({
  changes,
  mayConfigure,
  format,
}: {
  readonly changes: Awaited<ReturnType<typeof readChanges>>;
  readonly mayConfigure: boolean;
  readonly format: ReaderFormat;
}): readonly FiledColumn<RuleFileText>[] {
  return [
    {
      heading: 'File',
      namesRow: true,
      cell: ({ path }) => <a href={ruleFileAddress(path)}>{path}</a>,
      inFile: { file: ({ path }) => path },
    },
    {
      heading: 'Describes',
      cell: (file) => <Described file={file} />,
      inFile: { kind: ({ kind }) => kind, plan: ({ plan }) => plan },
    },
    {
      heading: 'Published',
      cell: ({ change }) => {
        const made = changes.get(change);
        return made === undefined ? null : <span class="one-line">{format.moment(made.recordedAt)}</span>;
      },
      inFile: { publishedAt: ({ change }) => changes.get(change)?.recordedAt ?? null },
    },
    {
      heading: 'By',
      cell: ({ change }) => changes.get(change)?.actor ?? '',
      inFile: { publishedBy: ({ change }) => changes.get(change)?.actor ?? null },
    },
    {
      heading: 'Edit',
      cell: ({ path }) => (
        <a href={editAddress(path)}>
          {mayConfigure ? 'Edit' : 'Try out'}
          <span class="only-heard"> {path}</span>
        </a>
      ),
      inFile: {},
    },
  ];
}

function Described({ file: { kind, plan } }: { readonly file: RuleFileText }) {
  if (kind === 'company') return 'the company';
  if (kind === 'territories') return 'territories';
  return plan === null ? 'a plan' : <a href={planAddress(plan)}>{plan}</a>;
}
