import type { Viewer } from '../../access/viewer.js';
import { currentEntry, navigationOf } from './navigation.js';

/**
 * The navigation: beside the content where there is room, else opened over it by the button at the top. The browser
 * itself opens and closes it, by click, key and Escape.
 *
 * @example
 * <NavigationMenu viewer={viewer} path="/teams/emea" />
 */
export function NavigationMenu({ viewer, path }: { readonly viewer: Viewer; readonly path: string }) {
  const groups = navigationOf(viewer);
  const current = currentEntry(groups, path);
  return (
    <nav id="navigation" class="navigation" aria-label="Pages" popover="auto">
      {groups.map(({ label, entries }) => (
        <section aria-label={label}>
          <p class="navigation-heading" aria-hidden="true">
            {label}
          </p>
          <ul>
            {entries.map((entry) => (
              <li>
                <a href={entry.href} aria-current={entry.href === current ? 'page' : undefined}>
                  {entry.label}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
