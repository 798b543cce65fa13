import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { problem } from '../problems/problem.js';
import { Refusal } from './refusal.js';

/** A body that nobody asked for is not read; one of at most so many bytes is borne with. */
const UNASKED_BYTES = 1024;

/**
 * Reads a body of at most so many bytes into memory, and refuses a larger one.
 *
 * @example
 * app.post('/api/v1/rules/check', limitBody(1024 * 1024), answer)
 */
export function limitBody(maxBytes: number): MiddlewareHandler {
  return bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw tooLarge(maxBytes);
    },
  });
}

/**
 * Refuses a body that says it has more than so many bytes before any of it is read. What says nothing, or too little,
 * is up to {@link limitedStream}.
 *
 * @example
 * app.post('/api/v1/imports', limitDeclaredBody(1024 * 1024), answer)
 */
export function limitDeclaredBody(maxBytes: number): MiddlewareHandler {
  return async ({ req }, next) => {
    if (Number(req.header('content-length') ?? '0') > maxBytes) throw tooLarge(maxBytes);
    await next();
  };
}

/**
 * Refuses a large body where none is taken.
 *
 * @example
 * app.get('/api/v1/payees', limitUnaskedBody(), answer)
 */
export function limitUnaskedBody(): MiddlewareHandler {
  return async ({ req }, next) => {
    const isChunked = req.header('transfer-encoding') !== undefined;
    if (isChunked || Number(req.header('content-length') ?? '0') > UNASKED_BYTES) {
      throw new Refusal(
        413,
        [problem('body-too-large', 'this path takes no body with this method', { expected: 'no body' })],
        { connection: 'close' },
      );
    }
    await next();
  };
}

/**
 * A body as it comes in, at most so many bytes of it: reading on throws a refusal.
 *
 * @example
 * for await (const chunk of limitedStream(request.body, 1024)) size += chunk.length;
 */
export function limitedStream(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): ReadableStream<Uint8Array> {
  let size = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.length;
      if (size > maxBytes) controller.error(tooLarge(maxBytes));
      else controller.enqueue(chunk);
    },
  });
  return (body ?? new Blob([]).stream()).pipeThrough(limit);
}

function tooLarge(maxBytes: number): Refusal {
  const detail = { expected: `at most ${maxBytes} bytes` };
  // The rest of the body is not read, so the connection cannot serve another request.
  return new Refusal(413, [problem('body-too-large', 'the body is too large', detail)], {
    connection: 'close',
  });
}
