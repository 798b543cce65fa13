import type { Role } from '../../../src/access/permissions.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { createApp } from '../../../src/http/app.js';
import type { Database } from '../../../src/store/executor.js';
import { servicesOver } from '../../http/app-services.js';
import { type AnsweredPage, readableText } from '../page-client.js';

const person = (id: string, role: Role, payee: string | null = null): Viewer => ({
  ...{ id, name: id, roles: [role], payee },
});

/** Who looks at the pages of finance in the tests. */
export const FIN = person('fin', 'finance');
export const CFO = person('cfo', 'finance');
export const AUDITOR = person('aud', 'auditor');
export const COMP_ADMIN = person('comp', 'compAdmin');
export const ADA = person('ada', 'payee', 'ada');

/** The service as somebody reaches it. */
export function appAs(db: Database, viewer: Viewer) {
  const { services } = servicesOver(db);
  return createApp({ ...services, viewerOf: async () => viewer });
}

const ORIGIN = 'http://localhost';

/** Sends a form with files as a browser does. */
export async function postFiles(
  app: ReturnType<typeof appAs>,
  path: string,
  fields: Readonly<Record<string, string | File>>,
): Promise<AnsweredPage> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const sent = new Request(ORIGIN + path, { method: 'POST', body });
  const response = await app.request(ORIGIN + path, {
    method: 'POST',
    body: await sent.arrayBuffer(),
    headers: {
      'content-type': sent.headers.get('content-type') ?? '',
      origin: ORIGIN,
      accept: 'text/html',
    },
  });
  const html = await response.text();
  const text = readableText(html);
  return { status: response.status, headers: response.headers, html, text };
}
