import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import type { PageLink } from '../layout/page-content.js';
import { type PayeePart, payeeAddress } from './payee-address.js';

/** Whose page it is, and who looks at it. */
interface PageOfPayee {
  readonly payee: { readonly id: string; readonly name: string };
  readonly viewer: Viewer;
}

/**
 * The way up from a page of a payee: for whom it is their own, to their pay; for others by the list of all.
 *
 * @example
 * payeeTrail({ payee: { id: 'ada', name: 'Ada Byron' }, viewer }) // [{ label: 'My pay', href: '/payees/ada' }]
 */
export function payeeTrail({ payee: { id, name }, viewer }: PageOfPayee): readonly PageLink[] {
  const href = payeeAddress(id);
  if (isOwn({ payee: { id }, viewer })) return [{ label: 'My pay', href }];
  return [
    { label: 'Statements', href: '/payees' },
    { label: name, href },
  ];
}

/**
 * Whether the page is about the viewer's own pay.
 *
 * @example
 * isOwn({ payee: { id: 'ada' }, viewer }) ? 'My pay' : name
 */
export function isOwn({
  payee,
  viewer,
}: {
  readonly payee: { readonly id: string };
  readonly viewer: Viewer;
}): boolean {
  return viewer.payee === payee.id;
}

const PARTS: readonly { readonly part: PayeePart; readonly label: string }[] = [
  { part: 'statements', label: 'Statements' },
  { part: 'held', label: 'Held' },
  { part: 'plan', label: 'Plan' },
  { part: 'what-if', label: 'What-if' },
];

/**
 * The ways to the other pages of a payee.
 *
 * @param at the page that this is; the overview unless said
 * @example
 * <PayeeLinks payee={payee} viewer={viewer} at="held" />
 */
export function PayeeLinks({ payee: { id }, viewer, at }: PageOfPayee & { readonly at?: PayeePart }) {
  const shown = PARTS.filter(
    ({ part }) => part !== at && (part !== 'what-if' || permit('payee-step', viewer)),
  );
  return (
    <>
      {shown.map(({ part, label }) => (
        <a class="button" href={payeeAddress(id, part)}>
          {label}
        </a>
      ))}
      <a class="button" href="/disputes">
        Questions
      </a>
    </>
  );
}
