import type { Attachment } from '../../ledger/adjustments/adjustment.js';
import type { SourceLocation } from '../../problems/problem.js';

/** An adjustment as somebody writes it, before it is checked. */
export interface AdjustmentDraft {
  readonly payee: string;
  /** The id of the pay group, such as `monthly-USD`. */
  readonly payGroup: string;
  /** The id of the pay period, such as `2026-03`. */
  readonly period: string;
  /** Decimal text, below zero for what is taken off. */
  readonly amount: string;
  /** That of the pay group unless said; it can be no other. */
  readonly currency?: string;
  readonly reason: string;
  readonly attachment?: Attachment;
  readonly note?: string;
  /** Where it is written, where it comes from a file. */
  readonly location?: SourceLocation;
}
