import type { Payee } from '../../records/record-kinds.js';
import type { FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Badge } from '../parts/badge.js';
import { Form } from '../parts/form.js';
import { payeeAddress } from './payee-address.js';
import type { OwnVersion } from './plan-versions.js';

/**
 * Whether a version of a plan is accepted, and for the payee the way to accept it.
 *
 * @param mayAccept whether the viewer is the payee
 * @example
 * <PlanAcceptance payee={payee} own={version} mayAccept filled={EMPTY_FORM} format={format} />
 */
export function PlanAcceptance({
  payee,
  own: { plan, hash, acceptedAt },
  mayAccept: may,
  filled,
  format,
}: {
  readonly payee: Payee;
  readonly own: OwnVersion;
  readonly mayAccept: boolean;
  readonly filled: FilledForm;
  readonly format: ReaderFormat;
}) {
  const version = (
    <>
      version <code title={hash}>{hash.slice(0, 12)}</code>
    </>
  );
  if (acceptedAt !== null) {
    return (
      <p>
        <Badge tone="good">Accepted</Badge> {format.moment(acceptedAt)}, {version}
      </p>
    );
  }
  return (
    <>
      <p>
        <Badge tone="waiting">Not accepted yet</Badge> This is {version}.
        {may ? '' : ` ${payee.name} accepts it, signed in with their own account.`}
      </p>
      {may ? (
        <Form
          action={payeeAddress(payee.id, 'plan')}
          submit="Accept this plan"
          filled={filled}
          hidden={{ plan, hash }}
          refused="The plan was not accepted."
        />
      ) : null}
    </>
  );
}
