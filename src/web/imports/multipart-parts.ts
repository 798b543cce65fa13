import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { Refusal } from '../../http/refusal.js';
import { problem } from '../../problems/problem.js';

/** A field or a file of a form, as it comes in. */
export interface FormPart {
  readonly name: string;
  /** The name of the file; `null` of a field, and '' where no file was chosen. */
  readonly file: string | null;
  /** What is not read of it is passed over. */
  readonly data: AsyncIterable<Buffer>;
}

/** How much of a form may be in memory: the names of parts with their headers, and the fields. */
export interface FormLimits {
  /** What comes after so many parts is passed over. */
  readonly parts: number;
  /** The bytes of a field, of which no more is read. */
  readonly fieldSize: number;
}

/** Browsers send two short headers. */
const LONGEST_HEADERS = 16 * 1024;

/**
 * The fields and files of a form, one after the other, while the form comes in: however large a file is, no more than
 * a piece of it is in memory. Throws a refusal where what comes in is no form or ends too soon.
 *
 * @param contentType as the header says it, with its boundary
 * @example
 * for await (const { name, file, data } of formParts(stream, contentType, limits)) if (file === null) await textOf(data);
 */
export async function* formParts(
  stream: AsyncIterable<Uint8Array>,
  contentType: string,
  limits: FormLimits,
): AsyncGenerator<FormPart> {
  const parser = parserOf(contentType, limits);
  const parts = new PassThrough({ objectMode: true });
  let open: Readable | null = null;
  const fail = (error: unknown): void => {
    const refusal = error instanceof Refusal ? error : noForm();
    // Whoever reads a file waits for the rest of it, and whoever reads parts for the next.
    open?.destroy(refusal);
    parts.destroy(refusal);
  };
  const take = (name: string | undefined, part: Omit<FormPart, 'name'>): void => {
    if (name === undefined) fail(noForm());
    else parts.write({ name, ...part });
  };
  parser.on('field', (name, value) => take(name, { file: null, data: pieceOf(value) }));
  parser.on('file', (name, data, file) => {
    open = data.on('error', UNHEARD);
    take(name, { file: named(file), data });
  });
  parts.on('error', UNHEARD);
  pipeline(Readable.from(stream), parser).then(() => parts.end(), fail);
  for await (const part of parts as AsyncIterable<FormPart>) {
    yield part;
    if (part.data instanceof Readable && !part.data.destroyed) part.data.resume();
  }
}

/** An error that comes when nobody reads any more is nobody's. */
const UNHEARD = (): void => undefined;

async function* pieceOf(value: string): AsyncGenerator<Buffer> {
  yield Buffer.from(value);
}

function parserOf(contentType: string, limits: FormLimits): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { ...limits, headerSize: LONGEST_HEADERS },
    });
  } catch {
    throw noForm();
  }
}

/** What would end the name early, browsers write as a percent code. */
function named(file: string | undefined): string {
  return (file ?? '').replaceAll('%22', '"');
}

function noForm(): Refusal {
  return new Refusal(400, [problem('bad-request', 'what was sent is no form, or not all of it came')]);
}
