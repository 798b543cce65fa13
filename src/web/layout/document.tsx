import { fileAddress } from '../files/page-files.js';
import { NavigationMenu } from './navigation-menu.js';
import type { AskedPage, PageContent } from './page-content.js';
import { ActingBanner, ViewerMenu } from './viewer-menu.js';

/** Only what comes in answer to a link or form is put into a page, with no styles and no scripts of its own. */
const HTMX = JSON.stringify({ includeIndicatorCSS: false, history: false, mode: 'same-origin' });

/**
 * The frame of all pages: what is in their head, the way past the navigation, the navigation itself, and around the
 * content its title, its ways up and what was just done.
 *
 * @example
 * <Document content={{ title: 'Teams', body }} asked={request} notice={null} />
 */
export function Document({
  content: { title, about, actions, trail = [], body, againInSeconds },
  asked: { viewer, url },
  notice,
}: {
  readonly content: PageContent;
  readonly asked: AskedPage;
  readonly notice: string | null;
}) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <meta name="htmx-config" content={HTMX} />
        <title>{`${title} · Attain`}</title>
        <link rel="icon" href={fileAddress('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={fileAddress('style.css')} />
        <script src={fileAddress('htmx.js')} defer></script>
        {againInSeconds === undefined ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(againInSeconds)} />
          </noscript>
        )}
      </head>
      <body class={viewer === null ? 'is-outside' : 'is-inside'}>
        <a class="skip-link" href="#content">
          Skip to the content
        </a>
        <header class="top-bar">
          {viewer === null ? null : (
            <button type="button" class="menu-button" popovertarget="navigation">
              Menu
            </button>
          )}
          <a class="brand" href="/">
            Attain
          </a>
          {viewer === null ? null : <ViewerMenu viewer={viewer} />}
        </header>
        {viewer === null ? null : <ActingBanner viewer={viewer} />}
        {viewer === null ? null : <NavigationMenu viewer={viewer} path={url.pathname} />}
        <main id="content" tabindex={-1}>
          {trail.length === 0 ? null : (
            <nav class="trail" aria-label="Breadcrumb">
              <ol>
                {trail.map(({ label, href }) => (
                  <li>
                    <a href={href}>{label}</a>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <div class="page-head">
            <div>
              <h1>{title}</h1>
              {about}
            </div>
            {actions === undefined ? null : <div class="actions">{actions}</div>}
          </div>
          {notice === null ? null : (
            <p class="notice" role="status">
              {notice}
            </p>
          )}
          {body}
        </main>
      </body>
    </html>
  );
}
