import type { Child, PropsWithChildren } from 'hono/jsx';

/**
 * A part of a page under its own heading.
 *
 * @param id the name by which it is linked to; no other part of the page has it
 * @example
 * <Section id="lines" title="Lines"><DataTable … /></Section>
 */
export function Section({
  id,
  title,
  about,
  actions,
  children,
}: PropsWithChildren<{
  readonly id: string;
  readonly title: string;
  readonly about?: Child;
  readonly actions?: Child;
}>) {
  return (
    <section class="part" aria-labelledby={id}>
      <div class="part-head">
        <h2 id={id}>{title}</h2>
        {actions === undefined ? null : <div class="actions">{actions}</div>}
      </div>
      {about === undefined ? null : <p class="part-about">{about}</p>}
      {children}
    </section>
  );
}

/**
 * A card, for what stands together beside other cards.
 *
 * @example
 * <Cards><Card title="New business">…</Card></Cards>
 */
export function Card({ title, children }: PropsWithChildren<{ readonly title: string }>) {
  return (
    <article class="card">
      <h3>{title}</h3>
      {children}
    </article>
  );
}

/**
 * Cards beside each other, as many as there is room for.
 *
 * @example
 * <Cards>{components.map((each) => <Card title={each.name}>…</Card>)}</Cards>
 */
export function Cards({ children }: PropsWithChildren) {
  return <div class="cards">{children}</div>;
}
