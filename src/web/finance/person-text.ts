import type { Services } from '../../http/services.js';
import { personNames } from '../../store/accounts.js';

/** A person in words: by name where there is an account, else by the id that their acts are recorded by. */
export type PersonText = (person: string) => string;

/**
 * How persons are named on a page.
 *
 * @example
 * const person = await personText(services, events.map(({ actor }) => actor));
 * person('cfo') // 'Carla Fox'
 */
export async function personText(
  { serviceDb }: Pick<Services, 'serviceDb'>,
  persons: readonly string[],
): Promise<PersonText> {
  const names = await personNames(serviceDb, persons);
  return (person) => names.get(person) ?? person;
}
