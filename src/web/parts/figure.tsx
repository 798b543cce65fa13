import type { Child, PropsWithChildren } from 'hono/jsx';

/**
 * Figures beside each other, each on a card.
 *
 * @example
 * <Figures><Figure label="Earned" value={format.money(earned, currency)} isMain /></Figures>
 */
export function Figures({ children }: PropsWithChildren) {
  return <dl class="figures">{children}</dl>;
}

/**
 * One figure with its label: the one that matters most is `isMain`, once in a page.
 *
 * @param value as it is shown, already formatted
 * @param detail a line below, in words
 * @example
 * <Figure label="Payable" value="$11,600.00" detail="after $400.00 held" isMain />
 */
export function Figure({
  label,
  value,
  detail,
  isMain = false,
}: {
  readonly label: string;
  readonly value: Child;
  readonly detail?: Child;
  readonly isMain?: boolean;
}) {
  return (
    <div class={isMain ? 'figure is-main' : 'figure'}>
      <dt>{label}</dt>
      <dd class="figure-value">{value}</dd>
      {detail === undefined ? null : <dd class="figure-detail">{detail}</dd>}
    </div>
  );
}
