import { inScope, type PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { compareText } from '../../engine/record-index.js';
import type { Services } from '../../http/services.js';
import { personNames } from '../../store/accounts.js';
import { RecordReader } from '../../store/record-reader.js';

/** People in words, by the ids of payees and of those who act. */
export type PeopleText = (id: string) => string;

/**
 * Who did something about a payee's question, and for whom where it was not the payee.
 *
 * @example
 * forPayee(person, 'boss', 'maya-okafor') // 'boss, for Maya Okafor'
 */
export function forPayee(person: PeopleText, actor: string, payee: string): string {
  if (actor === payee) return person(actor);
  const whom = person(payee);
  return `${person(actor)}, for ${whom === YOU ? whom.toLowerCase() : whom}`;
}

const YOU = 'You';

/** Who asks to read names, and whose data they may read. */
export interface NameReader {
  readonly scope: PayeeScope;
  readonly viewer: Viewer;
}

/**
 * How people are called on a page: the viewer is `You`, payees whom the scope shows have their names, and so has
 * everybody with an account where the scope shows everybody; anybody else has only their id.
 *
 * @example
 * const person = await peopleText(services, { scope, viewer }, ['ada', 'ops']);
 * person('ada') // 'Ada Byron'
 */
export async function peopleText(
  { db, serviceDb }: Pick<Services, 'db' | 'serviceDb'>,
  { scope, viewer }: NameReader,
  ids: readonly string[],
): Promise<PeopleText> {
  const shown = [...new Set(ids)].filter((id) => inScope(scope, id)).sort(compareText);
  const payees =
    shown.length === 0
      ? []
      : await db.read((trx) => new RecordReader(trx, undefined).where('payee', 'id', shown));
  const ofPayees = new Map(payees.map(({ id, name }) => [id, name]));
  const ofAccounts = scope.all ? await personNames(serviceDb, ids) : new Map<string, string>();
  return (id) => (id === viewer.id ? YOU : (ofPayees.get(id) ?? ofAccounts.get(id) ?? id));
}
