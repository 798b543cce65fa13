import { type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { problem } from '../problems/problem.js';
import { type ProblemDocument, problemDocument, problemResponse } from './problem-document.js';

/**
 * The response to a request whose address makes no sense, so that no route can be looked for.
 *
 * @example
 * getRequestListener(app.fetch, { errorHandler: () => malformedRequest() })
 */
export function malformedRequest(): Response {
  return problemResponse(MALFORMED);
}

/**
 * Answers what is not even HTTP, which Node would otherwise answer without a word.
 *
 * @example
 * answerMalformed(server);
 */
export function answerMalformed(server: Server): void {
  server.on('clientError', (error: Error & { readonly code?: string }, socket: Duplex) => {
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    socket.end(asText(DOCUMENTS[error.code ?? ''] ?? MALFORMED));
  });
}

const MALFORMED = problemDocument(400, [problem('bad-request', 'the request is not valid HTTP')]);

const DOCUMENTS: Readonly<Record<string, ProblemDocument>> = {
  HPE_HEADER_OVERFLOW: problemDocument(431, [
    problem('headers-too-large', 'the headers of the request are too large'),
  ]),
  ERR_HTTP_REQUEST_TIMEOUT: problemDocument(408, [
    problem('request-timeout', 'the request did not come in time'),
  ]),
};

function asText(about: ProblemDocument): string {
  const body = JSON.stringify(about);
  return [
    `HTTP/1.1 ${about.status} ${STATUS_CODES[about.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
