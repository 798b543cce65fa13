/** How a report is written. */
export type ReportFormat = 'json' | 'csv';
