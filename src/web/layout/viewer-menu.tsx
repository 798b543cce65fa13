import type { Viewer } from '../../access/viewer.js';
import { ActionForm } from '../parts/form.js';

/**
 * Who is signed in, the way to their account, and the way out; who acts, where nobody signs in.
 *
 * @example
 * <ViewerMenu viewer={viewer} />
 */
export function ViewerMenu({ viewer }: { readonly viewer: Viewer }) {
  if (viewer.isWithoutAccount) return <div class="viewer-menu">{viewer.name}</div>;
  return (
    <div class="viewer-menu">
      <a href="/account">{viewer.name}</a>
      <ActionForm action="/sign-out" label="Sign out" />
    </div>
  );
}

/**
 * Says on every page for whom an administrator acts, and lets them stop.
 *
 * @example
 * <ActingBanner viewer={viewer} />
 */
export function ActingBanner({ viewer: { name, onBehalfOf } }: { readonly viewer: Viewer }) {
  if (onBehalfOf === undefined) return null;
  return (
    <div class="acting-banner" role="status">
      <span>
        {name} acts for {onBehalfOf.name}: what is done is written down with both names.
      </span>
      <ActionForm action="/acting/stop" label="Stop" />
    </div>
  );
}
