import type { Child } from 'hono/jsx';
import type { Viewer } from '../../access/viewer.js';

/** A way up from a page, or to one beside it. */
export interface PageLink {
  readonly label: string;
  readonly href: string;
}

/** What stands on a page, without the frame that all pages have. */
export interface PageContent {
  /** The only `h1`, and the title of the window. */
  readonly title: string;
  /** Beside the title: badges, and what the page names of period, currency and as-of (`<Meta>`). */
  readonly about?: Child;
  /** What can be done with all of the page: links and forms with one button. */
  readonly actions?: Child;
  /** The pages above this one, from the top. */
  readonly trail?: readonly PageLink[];
  readonly body: Child;
  /** Without scripts, the page is loaded again after so many seconds; for what goes on meanwhile. */
  readonly againInSeconds?: number;
}

/** Who asks for a page, and how. */
export interface AskedPage {
  readonly viewer: Viewer | null;
  readonly url: URL;
  readonly header: (name: string) => string | undefined;
}
