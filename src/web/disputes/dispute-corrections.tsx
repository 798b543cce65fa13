import type { ReaderFormat } from '../format/reader-format.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import type { DisputeView } from './dispute-view.js';
import { correctionText, disputeAddress } from './dispute-words.js';
import { EffectTable } from './effect-table.js';

/**
 * What a question says to be otherwise, and for whoever may know it, what that would change; nothing where it says
 * nothing.
 *
 * @example
 * <DisputeCorrections view={view} format={format} />
 */
export function DisputeCorrections({
  view,
  format,
}: {
  readonly view: DisputeView;
  readonly format: ReaderFormat;
}) {
  const { dispute, person, shown, maySeeEffects } = view;
  if (dispute.corrections.length === 0) return null;
  return (
    <Section id="corrections" title="What should be different">
      <ul>
        {dispute.corrections.map((each) => (
          <li>{correctionText(each, person)}</li>
        ))}
      </ul>
      {maySeeEffects && shown === null ? <EffectsLink number={dispute.dispute} /> : null}
      {shown === null ? null : (
        <div id="effects">
          {shown.problems.length > 0 ? (
            <Problems problems={shown.problems} />
          ) : (
            <EffectTable effects={shown.effects} person={person} format={format} />
          )}
        </div>
      )}
    </Section>
  );
}

function EffectsLink({ number }: { readonly number: number }) {
  return (
    <p id="effects">
      <a class="button" href={`${disputeAddress(number)}?effects=yes#effects`}>
        Show what it would change
      </a>{' '}
      <span class="quiet">
        for everybody; all whom it concerns are calculated anew, which takes up to a minute
      </span>
    </p>
  );
}
