import type { Account } from '../../store/accounts.js';
import type { PageContent } from '../layout/page-content.js';

/**
 * The one page that shows a password: it is kept as a hash alone.
 *
 * @example
 * return renderPage(handOver(account, password), request);
 */
export function handOver({ id, name }: Account, password: string | null): PageContent {
  return {
    title: `A password for ${name}`,
    trail: [{ label: 'Accounts', href: '/accounts' }],
    body: (
      <>
        <p>
          <code class="made-token">{password}</code>
        </p>
        <p>Hand it over now: it is shown this once. At the first sign-in another is to be chosen.</p>
        <p>
          <a class="button" href={`/accounts/${id}`}>
            To the account
          </a>
        </p>
      </>
    ),
  };
}
