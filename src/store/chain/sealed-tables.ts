import { RECORD_KINDS, type RecordKind } from '../../records/record-kinds.js';
import { columnTypes, recordTable } from '../record-table.js';
import { OWN_TABLES } from './own-tables.js';

/** A column as it stands in a line: every value is a text there, an integer its decimal digits. */
export interface SealedColumn {
  readonly name: string;
  readonly type: 'text' | 'integer';
}

/**
 * What tells which rows are new: the number of the change that wrote them, or a number that the table, or the one
 * that it belongs to, counts up by itself.
 */
export type Counter = 'change' | 'closing' | 'confirmation' | 'payout' | 'step' | 'transaction';

/** Where rows of a sealed table lie: the columns by which they are ordered have names of their own there. */
export interface SealedSource {
  readonly table: string;
  readonly order: readonly SealedColumn[];
}

/**
 * A table whose rows the chain seals. A row is known by its line: the JSON of an array of texts, first the values
 * that order it, of which the first is that of the counter, then the others. **A line must be the same for ever**: a
 * column that a table is given later belongs into its line only where it is not NULL, at the end.
 */
export interface SealedTable {
  /** What the table is called in the chain, which is how it is called in the database. */
  readonly name: string;
  readonly counter: Counter;
  /** The first is where commands write; a content that was replaced since lies in the second, if there is one. */
  readonly sources: readonly [SealedSource, ...SealedSource[]];
  readonly content: readonly SealedColumn[];
  /** The column of text by whose values many rows can be read in ranges: few rows have the same. */
  readonly lead?: string;
  /** The kind of record whose contents or endings these are. */
  readonly kind?: RecordKind;
}

const KINDS = Object.keys(RECORD_KINDS) as readonly RecordKind[];

/** All tables that the chain seals, in the order of their names by code unit. */
export const SEALED_TABLES: readonly SealedTable[] = Object.freeze(
  [...KINDS.flatMap(tablesOfKind), ...ruleTables(), ...OWN_TABLES].sort((a, b) => (a.name < b.name ? -1 : 1)),
);

/**
 * The table with a name.
 *
 * @example
 * sealedTable('deal').counter // 'change'
 */
export function sealedTable(name: string): SealedTable {
  const found = SEALED_TABLES.find((each) => each.name === name);
  if (found === undefined) throw new Error(`The chain seals no table ${name}.`);
  return found;
}

function tablesOfKind(kind: RecordKind): readonly SealedTable[] {
  const { name, columns, keyPositions, contentPositions } = recordTable(kind);
  const types = columnTypes(kind);
  const column = (position: number): SealedColumn => {
    const named = columns[position] ?? '';
    return { name: named, type: types[named]?.startsWith('integer') ? 'integer' : 'text' };
  };
  return versioned(name, keyPositions.map(column), contentPositions.map(column), kind);
}

function ruleTables(): readonly SealedTable[] {
  const text = (name: string): SealedColumn => ({ name, type: 'text' });
  return versioned('rule_file', [text('path')], ['kind', 'plan', 'hash', 'source', 'canonical'].map(text));
}

/** Contents by the change that wrote them, wherever they lie now, and endings by the change that ended them. */
function versioned(
  name: string,
  key: readonly SealedColumn[],
  content: readonly SealedColumn[],
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
    content,
  };
  const endings: SealedTable = {
    ...both,
    name: versions,
    sources: [{ table: versions, order: [change('until_change'), ...key, change('from_change')] }],
    content: [],
  };
  return [contents, endings];
}
