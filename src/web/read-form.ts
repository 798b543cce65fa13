import { z } from 'zod';
import { problemsOfIssues, READING } from '../http/problems-of-issues.js';
import { Refusal } from '../http/refusal.js';
import { type Problem, problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';

/** No page has a form with more fields; each that is not of the form would be told of. */
const MOST_FIELDS = 2000;

/** What a form holds as it was sent. */
export interface SentForm {
  readonly texts: Readonly<Record<string, readonly string[]>>;
  readonly files: Readonly<Record<string, readonly File[]>>;
}

/**
 * Reads a form that is sent. Fields that are left empty are left out, and lines end as in files. Throws a refusal
 * where it is no form, has more fields than any, or more bytes than the stream gives.
 *
 * @example
 * await readForm(stream, 'application/x-www-form-urlencoded', form)
 */
export async function readForm(
  stream: ReadableStream<Uint8Array>,
  contentType: string,
  form: z.ZodObject,
): Promise<SentForm> {
  // Read as a whole first: whoever parses a stream makes a fault of its own of the refusal of a large one.
  const bytes = await new Response(stream).arrayBuffer();
  const data = await parsed(bytes, contentType);
  const texts = new Map<string, string[]>();
  const files = new Map<string, File[]>();
  let fields = 0;
  for (const [name, value] of data) {
    fields += 1;
    if (fields > MOST_FIELDS) throw tooManyFields();
    if (typeof value !== 'string') {
      if (value.size > 0 || value.name !== '') files.set(name, [...(files.get(name) ?? []), value]);
    } else if (value !== '' || !Object.hasOwn(form.shape, name)) {
      texts.set(name, [...(texts.get(name) ?? []), value.replaceAll('\r\n', '\n')]);
    }
  }
  return { texts: Object.fromEntries(texts), files: Object.fromEntries(files) };
}

/**
 * What the schema makes of a form, or what it has against it, in words for whoever filled it in.
 *
 * @example
 * checkForm({ texts: { payee: ['ada'] }, files: {} }, z.strictObject({ payee: recordName() }))
 */
export function checkForm<Form extends z.ZodObject>(
  { texts, files }: SentForm,
  form: Form,
): Result<z.output<Form>> {
  const given = Object.entries({ ...texts, ...files }).map(([name, values]) => [
    name,
    takesList(form, name) || values.length > 1 ? values : values[0],
  ]);
  const read = form.safeParse(Object.fromEntries(given), READING);
  if (read.success) return ok(read.data);
  return failed(problemsOfIssues(read.error.issues, 'body').map(inWordsOfForms));
}

async function parsed(bytes: ArrayBuffer, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new Refusal(400, [problem('bad-request', 'what was sent is no form')]);
  }
}

function tooManyFields(): Refusal {
  const expected = `at most ${MOST_FIELDS} fields`;
  return new Refusal(413, [problem('body-too-large', 'the form has too many fields', { expected })]);
}

function takesList(form: z.ZodObject, name: string): boolean {
  let schema: unknown = form.shape[name];
  while (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    schema = schema.unwrap();
  }
  return schema instanceof z.ZodArray;
}

function inWordsOfForms(found: Problem): Problem {
  if (found.code === 'missing-key') return { ...found, message: 'this is needed' };
  if (found.code === 'unknown-key') return { ...found, message: 'the form has no such field' };
  return { ...found, message: 'this is not what belongs here' };
}
