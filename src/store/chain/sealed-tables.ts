import { RECORD_KINDS, type RecordKind } from '../../records/record-kinds.js';
import { columnTypes, databaseName, fieldsOf, recordTable } from '../record-table.js';
import { OWN_TABLES } from './own-tables.js';
import type { SealedColumn, SealedTable } from './sealed-table.js';

const KINDS = Object.keys(RECORD_KINDS) as readonly RecordKind[];

/** All tables that the chain seals, in the order of their names by code unit. */
export const SEALED_TABLES: readonly SealedTable[] = Object.freeze(
  [...KINDS.flatMap(tablesOfKind), ...ruleTables(), ...OWN_TABLES].sort((a, b) => (a.name < b.name ? -1 : 1)),
);

function tablesOfKind(kind: RecordKind): readonly SealedTable[] {
  const { name, columns, keyPositions, contentPositions } = recordTable(kind);
  const types = columnTypes(kind);
  const column = (position: number): SealedColumn => {
    const named = columns[position] ?? '';
    return { name: named, type: types[named]?.startsWith('integer') ? 'integer' : 'text' };
  };
  const laterNames = new Set(
    fieldsOf(kind).flatMap(([field, { later }]) => (later ? databaseName(field) : [])),
  );
  const all = contentPositions.map(column);
  const [first, ...others] = all.filter((each) => laterNames.has(each.name));
  const later = first === undefined ? undefined : ([first, ...others] as const);
  const content = all.filter((each) => !laterNames.has(each.name));
  return versioned(name, keyPositions.map(column), { content, ...(later && { later }) }, kind);
}

function ruleTables(): readonly SealedTable[] {
  const text = (name: string): SealedColumn => ({ name, type: 'text' });
  const content = ['kind', 'plan', 'hash', 'source', 'canonical'].map(text);
  return versioned('rule_file', [text('path')], { content });
}

/** Contents by the change that wrote them, wherever they lie now, and endings by the change that ended them. */
function versioned(
  name: string,
  key: readonly SealedColumn[],
  said: Pick<SealedTable, 'content' | 'later'>,
  kind?: RecordKind,
): readonly SealedTable[] {
  const change = (named: string): SealedColumn => ({ name: named, type: 'integer' });
  const versions = `${name}_version`;
  const both = {
    counter: 'change',
    ...(key[0] !== undefined && { lead: key[0].name }),
    ...(kind !== undefined && { kind }),
  } as const;
  const contents: SealedTable = {
    ...both,
    name,
    sources: [
      { table: name, order: [change('change'), ...key] },
      { table: versions, order: [change('from_change'), ...key] },
    ],
    ...said,
  };
  const endings: SealedTable = {
    ...both,
    name: versions,
    sources: [{ table: versions, order: [change('until_change'), ...key, change('from_change')] }],
    content: [],
  };
  return [contents, endings];
}
