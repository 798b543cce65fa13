import type { Child } from 'hono/jsx';
import { filledWith } from '../filled-form.js';
import { type Choice, SelectField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';

/** So many rows stand on a page. */
const ROWS_ON_A_PAGE = 200;

/** Which rows of a list are shown, as the query says it. */
interface View {
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly chosen: string;
}

/**
 * A long list of a page, of which a part can be chosen and leafed through, under its own heading.
 *
 * @param of what its rows are, such as `payments`
 * @param address the page that it stands on
 * @param hasChoice whether there is anything to choose yet
 * @param rows those of the chosen view
 * @param table how rows of one page are shown
 * @example
 * <ViewedList id="payees" title="Payments" of="payments" address="/payouts/7" view={view} rows={rows} page={1} table={(shown) => …} />
 */
export async function ViewedList<Row>({
  id,
  title,
  of,
  address,
  view,
  hasChoice = true,
  rows,
  page: asked,
  table,
}: {
  readonly id: string;
  readonly title: string;
  readonly of: string;
  readonly address: string;
  readonly view: View;
  readonly hasChoice?: boolean;
  readonly rows: readonly Row[];
  readonly page: number;
  readonly table: (shown: readonly Row[]) => Child | Promise<Child>;
}) {
  const { name, choices, chosen } = view;
  const { rows: shown, page, pages } = pageOf(rows, asked, ROWS_ON_A_PAGE);
  const href = (number: number) =>
    `${address}?${new URLSearchParams({ [name]: chosen, page: String(number) })}#${id}`;
  return (
    <Section id={id} title={title}>
      {hasChoice ? (
        <FilterForm action={`${address}#${id}`}>
          <SelectField name={name} label="Show" choices={choices} filled={filledWith({ [name]: chosen })} />
        </FilterForm>
      ) : null}
      {await table(shown)}
      <Pager of={of} page={page} pages={pages} href={href} />
    </Section>
  );
}
