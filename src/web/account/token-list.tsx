import type { AccountToken } from '../../store/account-tokens.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { ActionForm } from '../parts/form.js';
import { Section } from '../parts/section.js';

/**
 * The tokens of the viewer, each with the way to end it.
 *
 * @example
 * <TokenList tokens={tokens} format={format} />
 */
export function TokenList({
  tokens,
  format,
}: {
  readonly tokens: readonly AccountToken[];
  readonly format: ReaderFormat;
}) {
  return (
    <Section
      id="tokens-part"
      title="Tokens for machines"
      about="What a machine does with a token of yours, you have done."
      actions={
        <a class="button" href="/account/tokens">
          New token
        </a>
      }
    >
      <DataTable
        caption="Your tokens"
        rows={tokens}
        empty={
          <EmptyState title="You have no tokens">
            A token lets a program ask the service in your name, such as a CRM that sends its deals.
          </EmptyState>
        }
        columns={[
          { heading: 'Name', namesRow: true, cell: ({ name }) => name },
          { heading: 'Begins with', cell: ({ start }) => <code>{start}</code> },
          { heading: 'May', cell: ({ scopes }) => scopes.join(', ') },
          { heading: 'Used', cell: ({ usedAt }) => (usedAt === null ? 'never' : format.moment(usedAt)) },
          {
            heading: 'Ends',
            cell: ({ expiresAt }) => (expiresAt === null ? 'never' : format.moment(expiresAt)),
          },
          {
            heading: 'Revoke',
            cell: ({ id, name }) => (
              <ActionForm action={`/account/tokens/${id}/revoke`} label="Revoke" about={name} tone="danger" />
            ),
          },
        ]}
      />
    </Section>
  );
}
