import type { ReaderFormat } from '../format/reader-format.js';
import { Section } from '../parts/section.js';
import type { DisputeView } from './dispute-view.js';
import { forPayee } from './people-text.js';

const DID = { accepted: 'accepted', rejected: 'rejected', withdrawn: 'withdrew' } as const;

/**
 * What was said about a question, in the order in which it was said, and how it ended.
 *
 * @example
 * <DisputeThread view={view} format={format} />
 */
export function DisputeThread({
  view: { dispute, person },
  format,
}: {
  readonly view: DisputeView;
  readonly format: ReaderFormat;
}) {
  const { payee, opener, openedAt, message, replies, decision } = dispute;
  const said = [
    { who: forPayee(person, opener, payee), at: openedAt, message },
    ...replies.map(({ actor, ...each }) => ({ ...each, who: person(actor) })),
  ];
  return (
    <Section id="said" title="What was said">
      <ol class="thread">
        {said.map((each) => (
          <li>
            <p class="quiet">
              <strong>{each.who}</strong>, {format.moment(each.at)}
            </p>
            <p class="said">{each.message}</p>
          </li>
        ))}
        {decision === null ? null : (
          <li>
            <p class="quiet">
              <strong>{person(decision.actor)}</strong> {DID[decision.decision]} it,{' '}
              {format.moment(decision.at)}
            </p>
            {decision.reason === null ? null : <p class="said">{decision.reason}</p>}
          </li>
        )}
      </ol>
    </Section>
  );
}
