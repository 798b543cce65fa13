import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import type { RuleFile } from '../../store/rule-files.js';
import type { FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { TextArea, TextField } from '../parts/fields.js';
import { Form } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { PlainSource } from './annotated-source.js';
import { CheckedOutcome, CheckedVerdict } from './checked-outcome.js';
import { FoundInFiles } from './found-in-files.js';
import { ruleFileAddress } from './plan-addresses.js';
import type { CheckedRules } from './rule-set.js';

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
  const others = published
    .filter(({ path }) => path !== file)
    .map(({ path, source }) => ({ file: path, text: source }));
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
    about: checked === null ? undefined : <CheckedVerdict checked={checked} mayPublish={mayPublish} />,
    body: (
      <>
        <FoundInFiles
          written={file === null ? [] : [{ file, text }]}
          others={others}
          problems={[...inPlace, ...(checked?.problems ?? [])]}
        />
        <Section
          id="editor"
          title="Rules"
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
            <TextArea name="text" label="Text" rows={28} isCode filled={ofForm} />
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
        {checked === null ? null : (
          <CheckedOutcome checked={checked} file={file} text={text} format={format} />
        )}
      </>
    ),
  };
}
