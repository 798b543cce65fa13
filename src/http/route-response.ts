import type { z } from 'zod';

/** The statuses that a route answers with when it does not refuse. */
export type AnswerStatus = 200 | 201 | 202 | 204 | 503;

/** One way in which a route answers. */
export interface ResponseDefinition {
  /** When this is the answer, in one sentence without a full stop. */
  readonly description: string;
  /** The body, where it is JSON. */
  readonly json?: z.ZodType;
  /** By content type, the body where it is anything else: mostly `z.string()`. */
  readonly content?: Readonly<Record<string, z.ZodType>>;
  /** By name, what the headers say that come with it; those that every response has go without saying. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The ways in which a route answers, by status. Refusals are not among them. */
export type ResponseDefinitions = { readonly [Status in AnswerStatus]?: ResponseDefinition };
