import { plainLine } from '../ledger/text-layout.js';

/** A version of a record, its content as texts by field. */
export interface HistoryEntry {
  readonly change: number;
  /** The change that replaced it; `null` for what it says now. */
  readonly untilChange: number | null;
  readonly recordedAt: string;
  readonly actor: string;
  readonly command: string;
  readonly reason: string | null;
  readonly record: Readonly<Record<string, string>>;
}

/**
 * The versions of a record for people: the first in full, of the later ones what changed.
 *
 * @example
 * console.log(historyText(history));
 */
export function historyText(history: readonly HistoryEntry[]): string {
  return history
    .map((entry, place) => [headline(entry), ...changed(entry, history[place - 1])].map(plainLine).join('\n'))
    .join('\n\n');
}

function headline({ change, recordedAt, actor, command, reason }: HistoryEntry): string {
  const why = reason === null ? '' : `: ${reason}`;
  return `Change ${change}, ${recordedAt.slice(0, 19).replace('T', ' ')} UTC, ${command} by ${actor}${why}`;
}

function changed({ record }: HistoryEntry, before: HistoryEntry | undefined): readonly string[] {
  const fields = Object.entries(record);
  if (before === undefined) {
    return fields.filter(([, value]) => value !== '').map(([field, value]) => `  ${field}: ${value}`);
  }
  const shown = (value: string | undefined) => (value === undefined || value === '' ? '(empty)' : value);
  return fields
    .filter(([field, value]) => (before.record[field] ?? '') !== value)
    .map(([field, value]) => `  ${field}: ${shown(before.record[field])} → ${shown(value)}`);
}
