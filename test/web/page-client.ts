import type { createApp } from '../../src/http/app.js';

type App = ReturnType<typeof createApp>;

/** A page as it was answered. */
export interface AnsweredPage {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** The words that can be read, tags left out and blanks joined. */
  readonly text: string;
}

const ORIGIN = 'http://localhost';
const HTML = { accept: 'text/html,application/xhtml+xml' };

/** Asks an app for a page as a browser does. */
export async function getPage(
  app: App,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<AnsweredPage> {
  return answered(await app.request(ORIGIN + path, { headers: { ...HTML, ...headers } }));
}

/** Sends a form as a page of the service does; the redirect that answers it is not followed. */
export async function postForm(
  app: App,
  path: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<AnsweredPage> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of typeof value === 'string' ? [value] : value) body.append(name, each);
  }
  return answered(
    await app.request(ORIGIN + path, {
      method: 'POST',
      body: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN, ...HTML, ...headers },
    }),
  );
}

async function answered(response: Response): Promise<AnsweredPage> {
  const html = await response.text();
  return { status: response.status, headers: response.headers, html, text: readableText(html) };
}

/** What can be read of HTML. */
export function readableText(html: string): string {
  return html
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .trim();
}
