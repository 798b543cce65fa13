import type { Viewer } from '../../access/viewer.js';
import type { StatementHead } from '../../ledger/render-statement.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { DealNames } from './deal-name.js';

/** A statement as its page shows it, and to whom. */
export interface ShownStatement {
  readonly statement: StatementHead;
  /** The names of the deals on the page. */
  readonly deals: DealNames;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}
