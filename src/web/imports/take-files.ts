import { Refusal } from '../../http/refusal.js';
import type { Services } from '../../http/services.js';
import { type Problem, problem } from '../../problems/problem.js';
import { dropUpload, spoolFiles, type UploadedFile } from '../../runs/jobs/spool.js';
import { type FormPart, formParts } from './multipart-parts.js';
import { uploadedName } from './uploaded-name.js';

/** What a form with files held: the folder of the spool that they are in, their names, and the other fields. */
interface TakenFiles {
  readonly folder: string;
  readonly files: readonly string[];
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

/** The fields beside the files are short. */
const LONGEST_TEXT = 10_000;
/** Nobody chooses more files, and the fields are in memory. */
const MOST_PARTS = 1000;
/** One more of each shows that there is too much. */
const LIMITS = { parts: MOST_PARTS + 1, fieldSize: LONGEST_TEXT + 1 };

/**
 * Reads a form with files, which go to one folder of the spool as they come in. What is wrong with it is told with the
 * fields that it held, and then nothing stays of it.
 *
 * @example
 * const taken = await takeFiles(body.stream, contentType, services);
 * if ('problems' in taken) return again(taken);
 */
export async function takeFiles(
  stream: AsyncIterable<Uint8Array>,
  contentType: string,
  { spool }: Pick<Services, 'spool'>,
): Promise<TakenFiles | (Pick<TakenFiles, 'texts'> & { readonly problems: readonly Problem[] })> {
  const written = new Map<string, readonly string[]>();
  const files: string[] = [];
  const problems: Problem[] = [];
  let parts = 0;
  const uploaded = async function* (): AsyncGenerator<UploadedFile> {
    for await (const { name, file: called, data } of formParts(stream, contentType, LIMITS)) {
      parts += 1;
      if (parts > MOST_PARTS) throw tooManyParts();
      if (called === null) {
        const text = await textOf(data);
        if (text !== '') written.set(name, [...(written.get(name) ?? []), text]);
      } else if (called !== '') {
        const file = uploadedName(called);
        if (typeof file !== 'string') problems.push(file);
        else if (files.includes(file)) problems.push(givenTwice(file));
        else {
          files.push(file);
          yield { file, body: data };
        }
      }
    }
  };
  const { folder } = await spoolFiles(spool, uploaded());
  const texts = Object.fromEntries(written);
  if (files.length === 0 && problems.length === 0) {
    problems.push(problem('missing-value', 'no file is chosen', { field: 'files' }));
  }
  if (problems.length === 0) return { folder, files, texts };
  await dropUpload(spool, folder);
  return { texts, problems };
}

function tooManyParts(): Refusal {
  const expected = `at most ${MOST_PARTS} fields and files`;
  const found = problem('body-too-large', 'the form has too many parts', { expected });
  // The rest of the form is not read, so the connection cannot serve another request.
  return new Refusal(413, [found], { connection: 'close' });
}

function givenTwice(file: string): Problem {
  return problem('duplicate-key', `${file} is there twice`, {
    field: 'files',
    hint: 'put both into one file, or import one after the other',
  });
}

async function textOf(data: FormPart['data']): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of data) {
    length += piece.length;
    if (length > LONGEST_TEXT) {
      throw new Refusal(413, [problem('body-too-large', 'a field of the form holds too much')]);
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8').replaceAll('\r\n', '\n').trim();
}
