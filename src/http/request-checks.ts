import { zValidator } from '@hono/zod-validator';
import type { MiddlewareHandler } from 'hono';
import type { z } from 'zod';
import { limitBody, limitDeclaredBody, limitUnaskedBody } from './limit-body.js';
import { problemsOfIssues, READING, type RequestPart } from './problems-of-issues.js';
import { Refusal } from './refusal.js';
import { requireBodyType } from './require-body-type.js';
import { type BodyDefinition, isStreamed } from './route-body.js';

/** What the parts of a request must be like. */
export interface RequestSchemas {
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** Whether what is left empty in a query counts as not given: browsers send every field of a form. */
  readonly isForReaders?: boolean;
  readonly body: BodyDefinition | undefined;
}

/**
 * The checks that a request passes before its route answers; each refuses what does not fit, with all that is
 * wrong with that part.
 *
 * @example
 * app.on('GET', path, ...requestChecks({ params, query, body: undefined }), answer);
 */
export function requestChecks({
  params,
  query,
  isForReaders = false,
  body,
}: RequestSchemas): readonly MiddlewareHandler[] {
  const asked = check('query', 'query', query, isForReaders ? withoutBlanks : undefined);
  return [check('param', 'path', params), asked, ...bodyChecks(body)];
}

function withoutBlanks(values: unknown): unknown {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== ''));
}

function bodyChecks(body: BodyDefinition | undefined): readonly MiddlewareHandler[] {
  if (body === undefined) return [limitUnaskedBody()];
  if (isStreamed(body)) {
    return [requireBodyType(Object.keys(body.content)), limitDeclaredBody(body.maxBytes)];
  }
  return [
    requireBodyType(['application/json']),
    limitBody(body.maxBytes),
    check('json', 'body', body.schema),
  ];
}

function check(
  target: 'param' | 'query' | 'json',
  part: RequestPart,
  schema: z.ZodType,
  given: (values: unknown) => unknown = (values) => values,
): MiddlewareHandler {
  return zValidator(
    target,
    schema,
    (result) => {
      if (!result.success) throw new Refusal(400, problemsOfIssues(result.error.issues, part));
    },
    { validationFunction: (read, value) => read.safeParse(given(value), READING) },
  );
}
