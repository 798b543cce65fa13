import type { Statement } from '../../ledger/statement.js';
import type { Executor } from '../../store/executor.js';
import { documentHeading } from './document-heading.js';

/** The kinds of documents that a statement is given as, with their content types. */
export const DOCUMENT_TYPES = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** One of {@link DOCUMENT_TYPES}. */
export type DocumentFormat = keyof typeof DOCUMENT_TYPES;

/**
 * A statement as a document to keep or to show. What writes it is loaded only here: it is large.
 *
 * @example
 * const bytes = await statementFile(db, statement, 'pdf');
 */
export async function statementFile(
  executor: Executor,
  statement: Statement,
  format: DocumentFormat,
): Promise<Uint8Array> {
  const heading = await documentHeading(executor, statement);
  switch (format) {
    case 'pdf':
      return (await import('./statement-pdf.js')).statementPdf(statement, heading);
    case 'xlsx':
      return (await import('./statement-xlsx.js')).statementXlsx(statement, heading);
  }
}
