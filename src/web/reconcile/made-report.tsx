import type { PropsWithChildren } from 'hono/jsx';
import type { PageContent } from '../layout/page-content.js';
import { Progress } from '../parts/progress.js';

/** So long a reader waits for a page that shows a report, in milliseconds; then the page says that it is being made. */
const PATIENCE = 3_000;

/** A page is asked for again after so many seconds while its report is being made. */
const AGAIN_IN_SECONDS = 3;

/**
 * What a page shows of a report that goes through all results: the report, or, where that takes long, that it is being
 * made; the page then asks again until it is.
 *
 * @param made the report, which goes on being made while nobody waits for it
 * @param href the page itself, with its query
 * @param shown what it shows, made of the report
 * @example
 * return { title: 'Exceptions', ...(await showMade(made, { what: 'The exceptions', href: url.href }, (found) => <List found={found} />)) };
 */
export async function showMade<Report>(
  made: Promise<Report>,
  { what, url }: { readonly what: string; readonly url: URL },
  shown: (report: Report) => PageContent['body'] | Promise<PageContent['body']>,
): Promise<Pick<PageContent, 'body' | 'againInSeconds'>> {
  const report = await inTime(made);
  if (report !== null) return { body: <MadeReport>{await shown(report.value)}</MadeReport> };
  const asking = {
    'hx-get': `${url.pathname}${url.search}`,
    'hx-trigger': `every ${AGAIN_IN_SECONDS}s`,
    'hx-select': `#${ID}`,
    'hx-swap': 'outerHTML',
  };
  return {
    body: (
      <div id={ID} class="made-report" {...asking}>
        <Progress label={what} value={0} max={null} text={`${what} are being gathered from all results…`} />
        <p class="quiet">You can leave this page and come back.</p>
      </div>
    ),
    againInSeconds: AGAIN_IN_SECONDS,
  };
}

/** What is asked for again has the name of what is put in its place. */
const ID = 'report';

function MadeReport({ children }: PropsWithChildren) {
  return (
    <div id={ID} class="made-report">
      {children}
    </div>
  );
}

/** What was promised in a box; `null` where it takes longer than a reader waits. */
async function inTime<Value>(made: Promise<Value>): Promise<{ readonly value: Value } | null> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, null);
  });
  try {
    return await Promise.race([made.then((value) => ({ value })), patience]);
  } finally {
    clearTimeout(timer);
  }
}
