import type { Child } from 'hono/jsx';
import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import type { Problem } from '../../problems/problem.js';
import type { RuleFile } from '../../store/rule-files.js';
import type { FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { Badge } from '../parts/badge.js';
import { TextArea, TextField } from '../parts/fields.js';
import { ActionForm, Form } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { PlainSource } from './annotated-source.js';
import { CheckedFiles } from './checked-files.js';
import { OWN_TEXT } from './comparison-form.js';
import { ExampleTable } from './example-table.js';
import { PayoutCurves, supposedText } from './payout-curves.js';
import { ruleFileAddress } from './plan-addresses.js';
import { basedOn, type CheckedRules } from './rule-set.js';

/** A rule file while it is written. */
export interface EditedFile {
  /** Its name; `null` while a new file has none. */
  readonly file: string | null;
  /** Its text, its name where it is new, why it is changed, and what stands against it. */
  readonly filled: FilledForm;
  /** What the file was when its writer began, as `basedOn` tells it. */
  readonly basedOn: string;
  readonly published: readonly RuleFile[];
  /** What was found in it; `null` before anything was. */
  readonly checked: CheckedRules | null;
  /** Whether somebody else has published the file since its writer began. */
  readonly isOvertaken?: boolean;
}

/**
 * The page on which a rule file is written: what is wrong with it in place, its text, what its examples come to, and
 * what it pays.
 *
 * @example
 * editorContent({ file, filled, basedOn, published, checked: null }, request)
 */
export function editorContent(
  edited: EditedFile,
  { viewer, format }: { readonly viewer: Viewer; readonly format: ReaderFormat },
): PageContent {
  const { file, filled, published, checked, isOvertaken = false } = edited;
  const isNew = edited.basedOn === 'new';
  const mayPublish = permit('configure', viewer);
  const text = filled.values['text']?.[0] ?? '';
  const inPlace = filled.problems.filter(({ location }) => location !== undefined);
  const ofForm = { ...filled, problems: filled.problems.filter(({ location }) => location === undefined) };
  const current = published.find(({ path }) => path === file);
  const publish = (
    <button type="submit" class="button" formaction="/rules/publish">
      Publish
    </button>
  );
  return {
    title: file === null ? 'New rule file' : isNew ? `New: ${file}` : `Edit ${file}`,
    trail: [
      { label: 'Rule files', href: '/rules' },
      ...(isNew || file === null ? [] : [{ label: file, href: ruleFileAddress(file) }]),
    ],
    about: checked === null ? undefined : <Verdict checked={checked} mayPublish={mayPublish} />,
    body: (
      <>
        <Findings {...{ file, text, published, problems: [...inPlace, ...(checked?.problems ?? [])] }} />
        <Section
          id="editor"
          title="Text"
          about={
            mayPublish
              ? 'To check publishes nothing. Published, it counts from the next calculation on.'
              : 'To check publishes nothing. Comp admins and administrators publish.'
          }
        >
          <Form
            action="/rules/edit"
            submit="Check"
            filled={ofForm}
            hidden={{ basedOn: edited.basedOn, ...(!isNew && file !== null && { file }) }}
            refused="Nothing was published."
            also={mayPublish ? publish : undefined}
            cancel={isNew || file === null ? '/rules' : ruleFileAddress(file)}
          >
            {isNew ? (
              <TextField
                name="file"
                label="File name"
                hint="Such as plans/account-executive.yaml"
                filled={ofForm}
              />
            ) : null}
            <TextArea name="text" label="Rules" rows={28} isCode filled={ofForm} />
            {mayPublish ? (
              <TextField name="reason" label="Reason" hint="Kept in the history" optional filled={ofForm} />
            ) : null}
          </Form>
        </Section>
        {isOvertaken && current !== undefined ? (
          <Section
            id="published"
            title="What is published by now"
            about="Take over into the text above what you need of it, and publish again: that replaces it."
          >
            <PlainSource file={current.path} text={current.source} />
          </Section>
        ) : null}
        {checked === null ? null : <Outcome checked={checked} file={file} text={text} format={format} />}
      </>
    ),
  };
}

function Verdict({ checked, mayPublish }: { readonly checked: CheckedRules; readonly mayPublish: boolean }) {
  const { ok, problems, exampleCount } = checked;
  if (!ok) {
    return (
      <p>
        <Badge tone="bad">Cannot be published as it is</Badge>
      </p>
    );
  }
  const warnings = problems.length === 0 ? '' : ', with warnings';
  return (
    <p>
      <Badge tone="good">Nothing is wrong{warnings}</Badge>{' '}
      <span class="quiet">
        All {exampleCount} examples of all files come out as expected. Nothing is published yet
        {mayPublish ? '.' : ': comp admins and administrators publish.'}
      </span>
    </p>
  );
}

/** What is wrong, in the files in which it is. */
function Findings({
  file,
  text,
  published,
  problems,
}: {
  readonly file: string | null;
  readonly text: string;
  readonly published: readonly RuleFile[];
  readonly problems: readonly Problem[];
}): Child {
  if (problems.length === 0) return null;
  const told = worthTelling(file, problems);
  const others = published
    .filter(({ path }) => path !== file)
    .map(({ path, source }) => ({ file: path, text: source }));
  const own = file === null ? [] : [{ file, text }];
  return (
    <Section id="problems" title="What is wrong">
      <CheckedFiles files={[...own, ...others]} problems={told} />
      {told.length === problems.length ? null : (
        <p class="quiet">What it does to other files shows once this one can be read.</p>
      )}
    </Section>
  );
}

/** While a file cannot be read, whatever needs it fails as well: that is told when it can. */
function worthTelling(file: string | null, problems: readonly Problem[]): readonly Problem[] {
  const own = problems.filter(({ location }) => location?.file === file);
  const isReadable = own.every(({ code, severity }) => severity === 'warning' || code === 'example-failed');
  return isReadable ? problems : own;
}

function Outcome({
  checked: { examples, curves },
  file,
  text,
  format,
}: {
  readonly checked: CheckedRules;
  readonly file: string | null;
  readonly text: string;
  readonly format: ReaderFormat;
}) {
  const isPlan = examples.length > 0 || curves !== null;
  if (!isPlan) return null;
  return (
    <>
      <Section
        id="examples"
        title="Examples"
        actions={
          curves === null || file === null ? undefined : (
            <ActionForm
              action="/compare"
              fields={{ plan: curves.plan, with: OWN_TEXT, file, text }}
              label="Compare on past data"
              about="what was checked with what is published"
            />
          )
        }
      >
        <ExampleTable examples={examples} format={format} />
      </Section>
      {curves === null ? null : (
        <Section id="curves" title="Payout curves of this text" about={supposedText(curves, format)}>
          <PayoutCurves curves={curves} format={format} />
        </Section>
      )}
    </>
  );
}

/**
 * How a file that is published is edited, from the beginning.
 *
 * @example
 * basisOf(published, 'plans/ae.yaml')
 */
export function basisOf(published: readonly RuleFile[], file: string | null): string {
  return basedOn(published.find(({ path }) => path === file));
}
