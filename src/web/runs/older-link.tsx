/**
 * The way to what is older than what a list shows, where there is any.
 *
 * @param of the list, such as `imports`
 * @example
 * <OlderLink of="imports" href="/imports?before=120" />
 */
export function OlderLink({ of, href }: { readonly of: string; readonly href: string | null }) {
  if (href === null) return null;
  return (
    <nav class="pager" aria-label={`Pages of ${of}`}>
      <a rel="next" href={href}>
        Older {of} →
      </a>
    </nav>
  );
}
