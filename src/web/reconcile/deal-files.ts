import type { ReaderFormat } from '../format/reader-format.js';
import { creditsCsv } from './credits-table.js';
import { dealLinesCsv } from './deal-lines.js';
import { invoicesCsv } from './invoices-table.js';
import { dealAddress } from './reconcile-address.js';
import { sharesCsv } from './shares-table.js';
import type { ShownDeal } from './shown-deal.js';

/** The tables of a deal's page that can be had as files there; what is payable on it is a report of the API. */
export const DEAL_FILES = ['invoices', 'shares', 'credits', 'lines'] as const;

/** One of {@link DEAL_FILES}. */
export type DealFile = (typeof DEAL_FILES)[number];

/**
 * Where a table of a deal's page can be had as a file.
 *
 * @example
 * dealExports('D-1', 'lines') // [{ label: 'CSV', href: '/reconcile/deals/D-1?file=lines' }]
 */
export function dealExports(deal: string, file: DealFile) {
  return [{ label: 'CSV', href: `${dealAddress(deal)}?file=${file}` }];
}

/**
 * A table of a deal's page as CSV.
 *
 * @example
 * dealCsv(await readShownDeal(services, scope, 'D-1'), 'lines', format)
 */
export function dealCsv(shown: ShownDeal, file: DealFile, format: ReaderFormat): string {
  switch (file) {
    case 'invoices':
      return invoicesCsv([shown.trace], format);
    case 'shares':
      return sharesCsv({ ...shown, format });
    case 'credits':
      return creditsCsv(shown.explained?.payees ?? [], format);
    case 'lines':
      return dealLinesCsv({ ...shown, format });
  }
}
