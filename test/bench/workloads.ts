import type { Variant } from './bench-calculation.js';

/** What is calculated, and by which rules; the deals are the same. */
export const WORKLOADS = ['commissions', 'modifiers'] as const;

/** One of {@link WORKLOADS}: plain commissions, or gates, caps, releases and roll-ups. */
export type WorkloadName = (typeof WORKLOADS)[number];

/** What is particular to a workload. */
interface WorkloadTerms {
  /** The folder of its rules in that of the benchmark. */
  readonly rules: string;
  /** What the product's calculation of it is compared with. */
  readonly compared: readonly Variant[];
  /** What the calculation may take of the plain floor at a million deals. */
  readonly mostOfFloor: number;
}

/**
 * What is particular to each workload.
 *
 * @example
 * WORKLOAD_TERMS.modifiers.rules // 'rules-modifiers'
 */
export const WORKLOAD_TERMS: Readonly<Record<WorkloadName, WorkloadTerms>> = {
  commissions: { rules: 'rules', compared: ['floor', 'plain', 'sql'], mostOfFloor: 0.8 },
  modifiers: { rules: 'rules-modifiers', compared: ['floor'], mostOfFloor: 1.5 },
};
