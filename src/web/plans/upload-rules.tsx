import { z } from 'zod';
import { Refusal } from '../../http/refusal.js';
import type { Route } from '../../http/route.js';
import { LARGEST_RULES, ruleFileName } from '../../http/rule-texts.js';
import type { Services } from '../../http/services.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { RuleFile } from '../../rules/read-rules.js';
import { readRuleFiles } from '../../store/rule-files.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm, filledWith } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import { renderPage } from '../layout/render-page.js';
import type { PageRequest } from '../page-request.js';
import { Badge } from '../parts/badge.js';
import { redirect } from '../redirect.js';
import { FoundInFiles } from './found-in-files.js';
import { publishSet, writtenFile } from './publish-set.js';
import { editorContent } from './rule-editor.js';
import { basedOn, checkRuleSet, rulesWith } from './rule-set.js';
import { rulesContent } from './rules-page.js';

const MOST_FILES = 100;

const form = z.strictObject({ files: z.array(z.instanceof(File)).min(1).max(MOST_FILES) });

const maxBytes = 2 * LARGEST_RULES;

/** Rule files taken from a computer: one is edited, several are checked and published together. */
export const uploadRulesRoutes: readonly Route[] = [
  definePost({
    path: '/rules/upload',
    access: 'rules',
    summary: 'Checks rule files that are uploaded, which publishes nothing',
    maxBytes,
    form,
    answer: async (request, services) => {
      const { files, published, whole } = await uploadOf(request.form.files, services);
      const [first, ...others] = files;
      if (first === undefined) throw new Error('A form with files has none.');
      const checked = await checkRuleSet(services, whole, first.file);
      if (others.length > 0) return renderPage(uploadedContent(files, checked.problems, checked.ok), request);
      const edited = {
        file: first.file,
        filled: filledWith({ file: first.file, text: first.text }),
        basedOn: basedOn(published.find(({ path }) => path === first.file)),
        published,
        checked,
      };
      return renderPage(editorContent(edited, request), request);
    },
    again: uploadAgain,
  }),
  definePost({
    path: '/rules/upload/publish',
    access: 'configure',
    summary: 'Publishes rule files that are uploaded, together with those that stay as they are',
    maxBytes,
    form,
    answer: async (request, services) => {
      const { files, published, whole } = await uploadOf(request.form.files, services);
      const publishing = { published, actor: request.viewer.id, reason: null };
      try {
        await publishSet(services, whole, publishing);
      } catch (thrown) {
        // What is wrong is shown in the texts, which the form does not send back.
        if (!(thrown instanceof Refusal) || !thrown.problems.some(isPlaced)) throw thrown;
        return renderPage(uploadedContent(files, thrown.problems, false), request, thrown.status);
      }
      const what = files.length === 1 ? `${files[0]?.file} is` : `${files.length} rule files are`;
      return redirect('/rules', `${what} published. They count from the next calculation on.`);
    },
    again: uploadAgain,
  }),
];

function isPlaced({ location }: Problem): boolean {
  return location !== undefined;
}

/** What was uploaded, and all rule files with it in place of what is published. */
async function uploadOf(sent: readonly File[], { db }: Services) {
  const files = await textsOf(sent);
  const published = await readRuleFiles(db);
  return { files, published, whole: rulesWith(published, files) };
}

/** The files as texts. Throws a refusal where one is named or written as no rule file is. */
async function textsOf(files: readonly File[]): Promise<readonly RuleFile[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const read = files.map(async (file): Promise<RuleFile> => {
    if (!ruleFileName.safeParse(file.name).success) {
      const expected = 'a name that ends in .yaml, .yml or .json, such as account-executive.yaml';
      throw unfit(`${file.name} is no name of a rule file`, expected);
    }
    const bytes = await file.arrayBuffer();
    try {
      const text = decoder.decode(bytes).replaceAll('\r\n', '\n');
      return writtenFile({ file: file.name, text });
    } catch {
      throw unfit(`${file.name} is not written in UTF-8`, 'a text file');
    }
  });
  const texts = await Promise.all(read);
  if (new Set(texts.map(({ file }) => file)).size < texts.length) {
    throw unfit('two files have the same name', 'names that differ');
  }
  return texts;
}

function unfit(message: string, expected: string): Refusal {
  return new Refusal(422, [problem('invalid-value', message, { field: 'files', expected })]);
}

function uploadedContent(
  files: readonly RuleFile[],
  problems: readonly Problem[],
  isSound: boolean,
): PageContent {
  return {
    title: `${files.length} uploaded rule files`,
    trail: [{ label: 'Rule files', href: '/rules' }],
    about: (
      <p>
        {isSound ? (
          <Badge tone="good">Nothing is wrong</Badge>
        ) : (
          <Badge tone="bad">Cannot be published as they are</Badge>
        )}
      </p>
    ),
    actions: (
      <a class="button" href="/rules#upload">
        Upload again
      </a>
    ),
    body: (
      <>
        <p>
          {isSound
            ? 'Nothing is published yet: choose the same files again, and publish them.'
            : 'Nothing was published. Mend the files on your computer, and upload them again.'}
        </p>
        <ul>
          {files.map(({ file }) => (
            <li>{file}</li>
          ))}
        </ul>
        <FoundInFiles written={files} others={[]} problems={problems} />
      </>
    ),
  };
}

function uploadAgain(
  { problems }: FilledForm,
  request: PageRequest<'rules' | 'configure', unknown, unknown>,
  services: Services,
): Promise<PageContent> {
  return rulesContent({ ...EMPTY_FORM, problems }, request, services);
}
