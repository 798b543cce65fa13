import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import type { RunningServer } from '../../src/http/server.js';

/** What came back, as it came. */
export interface RawResponse {
  readonly status: number;
  readonly type: string | undefined;
  readonly allow: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What is sent, as it is: nothing of the path is made proper on the way. */
export interface RawRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends a request over a connection of its own. */
export function rawRequest(
  service: Pick<RunningServer, 'url'>,
  { body, ...rest }: RawRequest,
): Promise<RawResponse> {
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, agent: false, ...rest }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'],
          allow: response.headers.allow,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Sends bytes that need not be HTTP, and gives whatever comes back until the service hangs up. */
export function rawBytes(service: RunningServer, bytes: string): Promise<string> {
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}
