import type { Job } from '../../runs/jobs/jobs.js';

/** What a run came to, as it is kept with its job. */
export interface KeptRunReport {
  /** The number by which its results are kept. */
  readonly run: number;
  readonly change: number;
  readonly rulesHash: string;
  readonly recalculated?: number;
  readonly payees: number;
  readonly statements: number;
  readonly incomplete: number;
  readonly lines: number;
  readonly teamAttainments: number;
}

/**
 * What a run came to; `null` of one that is not done.
 *
 * @example
 * runReport(job)?.statements // 24
 */
export function runReport({ request, status, outcome }: Job): KeptRunReport | null {
  const report = outcome?.report ?? null;
  if (request.kind !== 'calculate' || status !== 'done' || report === null) return null;
  // The worker of a calculation writes these, and nobody else.
  return report as unknown as KeptRunReport;
}
