import type { ColumnRequest } from '../../records/columns/column-batch.js';
import type { RecordKind } from '../../records/record-kinds.js';

/** Which columns of the current records of a kind are read. */
export interface ColumnQuery {
  readonly kind: RecordKind;
  readonly columns: readonly ColumnRequest[];
}
