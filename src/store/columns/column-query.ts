import type { ColumnRequest } from '../../records/columns/column-batch.js';
import type { RecordKind } from '../../records/record-kinds.js';

/** Which columns of the current records of a kind are read. */
export interface ColumnQuery {
  readonly kind: RecordKind;
  readonly columns: readonly ColumnRequest[];
  /**
   * Whether a batch is read, by its number from 0 on; all are unless said otherwise. Of one state of a database
   * the batches are always the same, so that several can share them.
   */
  readonly takes?: (batch: number) => boolean;
}

/** Columns of the record of another kind that a column of the records names by its key, which is one field. */
export interface NamedColumns {
  readonly kind: RecordKind;
  readonly by: string;
  readonly columns: readonly ColumnRequest[];
}

/** Which few records of a kind are read: those of which a column has one of the values, which are distinct. */
export interface FewQuery extends Pick<ColumnQuery, 'kind' | 'columns'> {
  readonly where: string;
  readonly values: readonly string[];
}
