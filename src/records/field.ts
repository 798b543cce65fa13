/** The kinds of value a field of an input record can hold, as they are written in a file or a body. */
export type FieldType =
  | 'id'
  | 'text'
  | 'date'
  | 'currency'
  | 'money'
  | 'number'
  | 'percent'
  | 'integer'
  | 'choice'
  | 'numberList';

/**
 * One field of an input record: how it is written, whether it must be there, and what it refers to.
 * From this one definition come the column of a file, the check of a body, the column of a table and
 * the TypeScript type of the record.
 */
export interface Field<Type extends FieldType = FieldType, Required extends boolean = boolean> {
  readonly type: Type;
  /** A required field has a value in every record; any other field is `null` when it is empty. */
  readonly required: Required;
  /** What the field means, in one sentence; shown in diagnostics and in the reference. */
  readonly meaning: string;
  /** The kind of record that this field names by its id. */
  readonly references?: RecordReference;
  /** The words allowed, where `type` is `choice`. */
  readonly choices?: readonly string[];
  /** The value taken when the field is empty or its column is missing, as it would be written. */
  readonly fallback?: string;
  /** The most decimal places a number or the fraction behind a percent may have. */
  readonly places?: number;
  /** Whether records were kept before there was this field: it is in no hash of them where it is empty. */
  readonly later?: boolean;
}

/** The kinds of record that others refer to by id. */
export type RecordReference = 'payee' | 'team' | 'deal' | 'receipt';

/** Decimal places a share may have as a fraction: 33.333333 % is 0.33333333. Credits are scaled by them. */
export const SHARE_PLACES = 8;

/** Decimal places a quantity may have; quantities are counted in millionths inside the engine. */
export const QUANTITY_PLACES = 6;

interface FieldDetail {
  readonly references?: RecordReference;
  readonly fallback?: string;
  readonly places?: number;
  readonly later?: boolean;
}

/**
 * Defines a field that every record must fill.
 *
 * @example
 * required('date', 'the day the deal was won')
 */
export function required<const Type extends FieldType>(
  type: Type,
  meaning: string,
  detail: FieldDetail = {},
): Field<Type, true> {
  return { type, required: true, meaning, ...detail };
}

/**
 * Defines a field that may be empty; an empty field is `null` in the record.
 *
 * @example
 * optional('money', 'the margin of the whole deal')
 */
export function optional<const Type extends FieldType>(
  type: Type,
  meaning: string,
  detail: FieldDetail = {},
): Field<Type, false> {
  return { type, required: false, meaning, ...detail };
}

/** A field that holds one of a few words, with the word that is meant when it is empty. */
export interface ChoiceField<Choice extends string> extends Field<'choice', true> {
  readonly choices: readonly Choice[];
}

/**
 * Defines a field that holds one of a few words; the first is meant when the field is empty.
 *
 * @example
 * choice(['refund', 'chargeback'], 'why the money went back')
 */
export function choice<const Choice extends string>(
  choices: readonly [Choice, ...Choice[]],
  meaning: string,
): ChoiceField<Choice> {
  return { type: 'choice', required: true, meaning, choices, fallback: choices[0] };
}

type ValueOf<F> =
  F extends ChoiceField<infer Choice>
    ? Choice
    : F extends Field<infer Type>
      ? Type extends 'money'
        ? bigint
        : Type extends 'integer'
          ? number
          : Type extends 'numberList'
            ? readonly string[]
            : string
      : never;

/**
 * The TypeScript type of a record with these fields: money is a bigint of minor units, an integer a
 * number, a list of numbers a list of decimal strings; numbers and percents are canonical decimal
 * strings (a percent as its fraction, `"0.08"`), dates `YYYY-MM-DD`; an empty optional field is `null`.
 */
export type RecordOf<Fields extends Readonly<Record<string, Field>>> = {
  readonly [Name in keyof Fields]: Fields[Name] extends Field<FieldType, true>
    ? ValueOf<Fields[Name]>
    : ValueOf<Fields[Name]> | null;
};
