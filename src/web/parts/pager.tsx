/**
 * The pages of a list that is told by number.
 *
 * @param of the list, such as `lines`
 * @param href the address of a page by its number, which counts from 1
 * @example
 * <Pager of="lines" page={2} pages={25} href={(page) => `?page=${page}`} />
 */
export function Pager({
  of,
  page,
  pages,
  href,
}: {
  readonly of: string;
  readonly page: number;
  readonly pages: number;
  readonly href: (page: number) => string;
}) {
  if (pages <= 1) return null;
  return (
    <nav class="pager" aria-label={`Pages of ${of}`}>
      {page > 1 ? (
        <a rel="prev" href={href(page - 1)}>
          ← Previous
        </a>
      ) : null}
      <span>
        Page {page} of {pages}
      </span>
      {page < pages ? (
        <a rel="next" href={href(page + 1)}>
          Next →
        </a>
      ) : null}
    </nav>
  );
}
