import type { ReaderFormat } from '../format/reader-format.js';
import { ownPay } from '../layout/navigation.js';
import { Disclosure } from '../parts/disclosure.js';

/** So many are named without being asked for. */
const FEW = 12;

/**
 * The members who have no quota in a measure, by name, so that nobody wonders where they are.
 *
 * @param names those of some of them, by their ids
 * @param of how many there are
 * @example
 * <WithoutQuota names={names} of={2} measure="new-acv" format={format} />
 */
export function WithoutQuota({
  names,
  of,
  measure,
  format,
}: {
  readonly names: ReadonlyMap<string, string>;
  readonly of: number;
  readonly measure: string;
  readonly format: ReaderFormat;
}) {
  if (names.size === 0) return null;
  const more = of - names.size;
  const links = (
    <>
      {[...names].map(([id, name], place) => (
        <>
          {place === 0 ? null : ', '}
          <a href={ownPay(id)}>{name}</a>
        </>
      ))}
      {more > 0 ? ` and ${format.count(more)} more` : null}
    </>
  );
  if (of <= FEW) {
    return (
      <p>
        Without a quota in {measure}, and so left out: {links}.
      </p>
    );
  }
  return (
    <Disclosure summary={`${format.count(of)} members have no quota in ${measure}, and are left out`}>
      <p>{links}.</p>
    </Disclosure>
  );
}
