import type { createApp } from '../../../src/http/app.js';
import { type AnsweredPage, getPage } from '../page-client.js';

/** Asks for a page, and again while it says that its report is being made. */
export async function madePage(app: ReturnType<typeof createApp>, path: string): Promise<AnsweredPage> {
  const page = await getPage(app, path);
  return page.text.includes('being gathered') ? madePage(app, path) : page;
}
