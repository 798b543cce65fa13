import type { z } from 'zod';

/** A body of JSON that is read and checked before the route answers. */
export interface JsonBody<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly maxBytes: number;
}

/** A body that is handed to the route as it comes in, so that it may be larger than the memory. */
export interface StreamedBody {
  /** By content type, what the body then holds: described to clients, not checked. */
  readonly content: Readonly<Record<string, z.ZodType>>;
  readonly maxBytes: number;
}

/** What a route takes as its body. */
export type BodyDefinition = JsonBody | StreamedBody;

/** A body as it comes in. Beyond the bytes that the route takes, reading it throws a refusal with 413. */
export interface IncomingBody {
  /** One of the content types that the route takes, in lower case and without parameters. */
  readonly contentType: string;
  readonly stream: ReadableStream<Uint8Array>;
}

/**
 * What a route is handed as its body: what the schema makes of JSON, or what comes in.
 *
 * @example
 * const body: BodyOf<StreamedBody> = { contentType: 'text/csv', stream };
 */
export type BodyOf<Body> =
  Body extends JsonBody<infer Schema>
    ? z.output<Schema>
    : Body extends StreamedBody
      ? IncomingBody
      : undefined;

/**
 * Whether a body is handed over as it comes in.
 *
 * @example
 * isStreamed({ content: { 'text/csv': z.string() }, maxBytes: 1000 }) // true
 */
export function isStreamed(body: BodyDefinition): body is StreamedBody {
  return 'content' in body;
}
