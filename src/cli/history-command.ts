import { nearestWord } from '../problems/did-you-mean.js';
import { encodeRecord } from '../records/encode-record.js';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import { type RecordKey, recordHistory } from '../store/record-history.js';
import { type HistoryEntry, historyText } from './history-text.js';
import type { Session } from './session.js';
import { UsageError } from './usage-error.js';

const KINDS = Object.keys(RECORD_KINDS) as readonly RecordKind[];

/**
 * Adds `attain history <kind> <key...>`: everything a record ever said, who said it, when and why.
 *
 * @example
 * addHistoryCommand(session);
 */
export function addHistoryCommand(session: Session): void {
  session.program
    .command('history')
    .argument('<kind>', 'deal, split, quota …: the kind of record, or the name of its file')
    .argument('<key...>', 'its key in order, - for an empty part, or as field=value')
    .description('show what a record said before, who changed it, when and why')
    .action((kindName: string, parts: readonly string[]) =>
      session.withDatabase(async (db) => {
        const kind = kindNamed(kindName);
        const key = keyOf(kind, parts);
        const versions = await recordHistory(db, session.scope, kind, key as RecordKey<typeof kind>);
        if (versions.length === 0) throw new UsageError(`there is no ${kind} ${parts.join(' ')}`);
        const history = versions.map(
          ({ record, ...version }): HistoryEntry => ({
            ...version,
            record: encodeRecord(kind, record),
          }),
        );
        session.print(history, () => historyText(history));
      }),
    );
}

function kindNamed(name: string): RecordKind {
  const found = KINDS.find((kind) => kind === name || RECORD_KINDS[kind].file === name);
  if (found !== undefined) return found;
  const meant = nearestWord(name, KINDS);
  const hint = meant === undefined ? `there are ${KINDS.join(', ')}` : `did you mean ${meant}?`;
  throw new UsageError(`there is no kind of record called ${name}`, hint);
}

/** The key by field: from `field=value` parts, or from parts in the order of the key's fields. */
function keyOf(kind: RecordKind, parts: readonly string[]): Readonly<Record<string, string | null>> {
  const fields: readonly string[] = RECORD_KINDS[kind].key;
  const named = parts.every((part) => part.includes('='));
  const given = named
    ? new Map(parts.map(fieldAndValue))
    : new Map(fields.map((field, at) => [field, parts[at]]));
  const unknown = [...given.keys()].find((field) => !fields.includes(field));
  if (unknown !== undefined || (!named && parts.length > fields.length)) {
    throw new UsageError(
      `this is no key of a ${kind}: ${parts.join(' ')}`,
      `its key is ${fields.join(', ')}`,
    );
  }
  return Object.fromEntries(
    fields.map((field) => {
      const value = given.get(field) ?? '';
      return [field, value === '' || value === '-' ? null : value];
    }),
  );
}

function fieldAndValue(part: string): [string, string] {
  const at = part.indexOf('=');
  return [part.slice(0, at), part.slice(at + 1)];
}
