import { permit } from '../../access/permit.js';
import type { Services } from '../../http/services.js';
import { readChanges } from '../../store/change.js';
import { type RuleFileText, readPublishedTexts } from '../../store/rule-file-history.js';
import { definePage } from '../define-page.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import type { PageRequest } from '../page-request.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { FileField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { editAddress, planAddress, ruleFileAddress } from './plan-addresses.js';
import { COMPANY_FILE } from './rule-set.js';

/** The rule files that calculations use. */
export const rulesPage = definePage({
  path: '/rules',
  access: 'rules',
  summary: 'The rule files that calculations use, and where others are taken from',
  answer: (request, services) => rulesContent(EMPTY_FORM, request, services),
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
  { db }: Services,
): Promise<PageContent> {
  const files = await readPublishedTexts(db);
  const changes = await readChanges(
    db,
    files.map(({ change }) => change),
  );
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
          columns={[
            {
              heading: 'File',
              namesRow: true,
              cell: ({ path }) => <a href={ruleFileAddress(path)}>{path}</a>,
            },
            { heading: 'Describes', cell: (file) => <Described file={file} /> },
            {
              heading: 'Published',
              cell: ({ change }) => {
                const made = changes.get(change);
                return made === undefined ? '' : format.moment(made.recordedAt);
              },
            },
            { heading: 'By', cell: ({ change }) => changes.get(change)?.actor ?? '' },
            {
              heading: 'Edit',
              cell: ({ path }) => (
                <a href={editAddress(path)}>
                  {mayConfigure ? 'Edit' : 'Try out'}
                  <span class="only-heard"> {path}</span>
                </a>
              ),
            },
          ]}
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

function Described({ file: { kind, plan } }: { readonly file: RuleFileText }) {
  if (kind === 'company') return 'the company';
  if (kind === 'territories') return 'territories';
  return plan === null ? 'a plan' : <a href={planAddress(plan)}>{plan}</a>;
}
