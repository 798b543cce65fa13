import { RECORD_KINDS, type RecordKind } from '../../records/record-kinds.js';
import { fieldsOf, keyFieldsOf } from '../../store/record-table.js';

/** Records that belong to another: their kind, as files are called, and the field of their key that names it. */
interface RelatedKind {
  readonly file: string;
  readonly field: string;
}

/**
 * The kinds of record that name one of a kind in their key, so that those of one record can be listed.
 *
 * @example
 * relatedKinds('receipt') // [{ file: 'applications', field: 'receipt' }]
 */
export function relatedKinds(kind: RecordKind): readonly RelatedKind[] {
  const kinds = Object.keys(RECORD_KINDS) as readonly RecordKind[];
  return kinds.flatMap((other) =>
    fieldsOf(other)
      .filter(([name, { references }]) => references === kind && keyFieldsOf(other).includes(name))
      .map(([field]) => ({ file: RECORD_KINDS[other].file, field })),
  );
}
