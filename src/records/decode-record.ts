import { problem } from '../problems/problem.js';
import { type ReadFields, type RecordCheck, recordChecks } from './check-record.js';
import type { Company } from './company.js';
import type { Field } from './field.js';
import {
  extraReader,
  type FieldProblem,
  type FieldValue,
  type Reading,
  type ReadValue,
  valueReader,
} from './read-value.js';
import { RECORD_KINDS, type RecordKind } from './record-kinds.js';
import type { RecordSet } from './record-set.js';

export type { FieldProblem } from './read-value.js';

/** A record as it comes in: the texts of its fields by name. An empty text, or none, is an empty field. */
export type RawRecord = Readonly<Record<string, string | undefined>>;

/** What of the company file decides how records are read. */
export type DecodeOptions = Pick<Company, 'homeCurrency' | 'dealFields'>;

/** A record of a kind, decoded; a deal comes with its extra fields. */
export type DecodedRecord<Kind extends RecordKind> = RecordSet[Kind][number];

/** The record, or everything that is wrong with it. */
export type DecodeOutcome<Kind extends RecordKind> =
  | { readonly ok: true; readonly record: DecodedRecord<Kind> }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Decodes records of one kind. */
export interface RecordDecoder<Kind extends RecordKind> {
  /** The names of the fields a record may have, in order; those that the company file declares come last. */
  readonly fieldNames: readonly string[];
  /** Names that are not in `fieldNames` are not looked at. Never throws. */
  decode(raw: RawRecord): DecodeOutcome<Kind>;
}

interface Step {
  readonly name: string;
  readonly required: boolean;
  readonly meaning: string;
  readonly fallback: string;
  readonly read: ReadValue;
}

/**
 * Compiles the decoder of a kind of record. Blanks around a value are dropped; decimals become canonical
 * (`1.50` is `1.5`, `30%` is `0.3`); money is read in the currency of the record, or the home currency where
 * it names none, and the record then says which.
 *
 * @example
 * const decoder = recordDecoder('split', { homeCurrency: 'USD', dealFields: [] });
 * decoder.decode({ deal: 'D-1', payee: 'ada', role: 'owner', share: '100%' });
 * // { ok: true, record: { deal: 'D-1', payee: 'ada', role: 'owner', share: '1', from: null, to: null } }
 */
export function recordDecoder<Kind extends RecordKind>(
  kind: Kind,
  options: DecodeOptions,
): RecordDecoder<Kind> {
  const steps = fieldSteps(kind);
  const currencyStep = hasMoney(kind) ? steps.find((step) => step.name === 'currency') : undefined;
  const extras = kind === 'deal' ? extraSteps(options) : undefined;
  const checks = recordChecks(kind);

  function decode(raw: RawRecord): DecodeOutcome<Kind> {
    const reading: Reading = { currency: options.homeCurrency, problems: [] };
    const record: Record<string, FieldValue | Readonly<Record<string, string>>> = {};
    if (currencyStep !== undefined) readCurrency(raw[currencyStep.name], reading);
    for (const step of steps) {
      const value = readField(step, raw[step.name], reading, step === currencyStep);
      record[step.name] = value;
    }
    if (extras !== undefined) record['extra'] = readExtras(extras, raw, reading);
    for (const check of checks) runCheck(check, record as ReadFields, reading.problems);
    const { problems } = reading;
    if (problems.length > 0) return { ok: false, problems };
    // The steps come from the same table as the type.
    return { ok: true, record: record as unknown as DecodedRecord<Kind> };
  }

  return { fieldNames: [...steps, ...(extras ?? [])].map((step) => step.name), decode };
}

function fieldSteps(kind: RecordKind): readonly Step[] {
  const fields: Readonly<Record<string, Field>> = RECORD_KINDS[kind].fields;
  return Object.entries(fields).map(([name, field]) => ({
    name,
    required: field.required,
    meaning: field.meaning,
    fallback: field.fallback ?? '',
    read: valueReader({ name, ...field }),
  }));
}

function extraSteps(options: DecodeOptions): readonly Step[] {
  return options.dealFields.map(({ name, type }) => ({
    name,
    required: false,
    meaning: '',
    fallback: '',
    read: extraReader({ name, type }),
  }));
}

/** A kind without money may still have a currency: it is then no more than a field, and stays empty. */
function hasMoney(kind: RecordKind): boolean {
  return Object.values<Field>(RECORD_KINDS[kind].fields).some((field) => field.type === 'money');
}

/** Finds the currency that the amounts are in; a text that is none is reported by its own field. */
function readCurrency(text: string | undefined, reading: Reading): void {
  const written = text?.trim();
  if (written) reading.currency = isReadable(written) ? written : '';
}

function isReadable(currency: string): boolean {
  return readCurrencyText(currency, { currency: '', problems: [] }) !== null;
}

const readCurrencyText = valueReader({ name: 'currency', type: 'currency' });

function readField(
  step: Step,
  text: string | undefined,
  reading: Reading,
  isCurrencyOfAmounts: boolean,
): FieldValue {
  const written = text === undefined || text === '' ? step.fallback : text.trim() || step.fallback;
  if (written !== '') return step.read(written, reading);
  if (isCurrencyOfAmounts) return reading.currency;
  if (!step.required) return null;
  const { name, meaning } = step;
  const missing = problem('missing-value', `${name} is empty`, { field: name, expected: meaning });
  reading.problems.push({ field: name, problem: missing });
  return null;
}

function readExtras(steps: readonly Step[], raw: RawRecord, reading: Reading) {
  const extra: Record<string, string> = {};
  for (const { name, read } of steps) {
    const text = raw[name]?.trim();
    if (!text) continue;
    const value = read(text, reading);
    if (typeof value === 'string') extra[name] = value;
  }
  return extra;
}

function runCheck({ fields, at, check }: RecordCheck, record: ReadFields, problems: FieldProblem[]): void {
  if (problems.length > 0 && problems.some(({ field }) => fields.includes(field))) return;
  const found = check(record);
  if (found !== undefined) problems.push({ field: at, problem: found });
}
