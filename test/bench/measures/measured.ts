/** What one process measured of itself. */
export interface Measured {
  readonly seconds: number;
  /** The most memory the process ever had, in MiB. */
  readonly peakMiB: number;
}

/**
 * Measures work from now until it is done.
 *
 * @example
 * const { seconds } = await measured(() => calculatePlainly('plain.sqlite'));
 */
export async function measured(work: () => Promise<void>): Promise<Measured> {
  const start = process.hrtime.bigint();
  await work();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { seconds, peakMiB: process.resourceUsage().maxRSS / 1024 };
}
