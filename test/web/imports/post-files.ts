import type { createApp } from '../../../src/http/app.js';

/** Sends a form with files as a browser does. */
export async function postFiles(
  app: ReturnType<typeof createApp>,
  path: string,
  files: readonly (readonly [name: string, text: string])[],
  fields: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly html: string }> {
  const body = new FormData();
  for (const [name, text] of files) body.append('files', new File([text], name));
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const origin = 'http://localhost';
  const headers = { origin, accept: 'text/html' };
  const response = await app.request(origin + path, { method: 'POST', body, headers });
  return { status: response.status, headers: response.headers, html: await response.text() };
}
