import type { AccountSession } from '../../store/account-sessions.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { ActionForm } from '../parts/form.js';
import { Section } from '../parts/section.js';
import { browserText } from './browser-text.js';

/**
 * Where the viewer is signed in, and the way to end it everywhere else.
 *
 * @param current the id of the session that asks
 * @example
 * <SessionList sessions={sessions} current={session.id} format={format} />
 */
export function SessionList({
  sessions,
  current,
  format,
}: {
  readonly sessions: readonly AccountSession[];
  readonly current: string;
  readonly format: ReaderFormat;
}) {
  return (
    <Section
      id="sessions-part"
      title="Where you are signed in"
      actions={
        sessions.length > 1 ? (
          <ActionForm action="/account/sessions/end" label="Sign out everywhere else" />
        ) : undefined
      }
    >
      <DataTable
        caption="Browsers that are signed in"
        rows={sessions}
        empty={null}
        columns={[
          {
            heading: 'Browser',
            namesRow: true,
            cell: ({ id, browser }) => `${browserText(browser)}${id === current ? ' (this one)' : ''}`,
          },
          { heading: 'Address', cell: ({ address }) => address || 'unknown' },
          { heading: 'Since', cell: ({ createdAt }) => format.moment(createdAt) },
          { heading: 'Last used', cell: ({ seenAt }) => format.moment(seenAt) },
        ]}
      />
    </Section>
  );
}
