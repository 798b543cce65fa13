import { z } from 'zod';
import { scaleFact } from '../../../conditions/fact.js';
import { compareRatios, formatRatio, type Ratio, ratio } from '../../../money/ratio.js';
import type { Path } from '../../../problems/finding.js';
import { problem } from '../../../problems/problem.js';
import { QUANTITY_PLACES } from '../../../records/field.js';
import {
  decimalNumber,
  type MoneyLiteral,
  money,
  multiple,
  percent,
  type Refusal,
  text,
} from '../../../records/values.js';
import type { CompileContext } from '../../compile-context.js';
import type { Position } from '../position.js';
import type { Rate, Tier } from './rate-table.js';

/** A rate as written; only the whole table tells of which kind it must be. */
export const rateSchema = z
  .union([
    z.strictObject({ perUnit: money() }),
    text().meta({
      pattern: '^[0-9]+(\\.[0-9]+)?[%x]?$',
      description: 'A percent or a multiple of the base rate.',
    }),
  ])
  .meta({ description: 'What is paid: 8%, 1.5x of the base rate, or { perUnit: 110 } for each unit.' });

/** A rate as written: a percent, a multiple of the base rate, or an amount for each unit. */
export type WrittenRate = string | { readonly perUnit: MoneyLiteral };

interface WrittenRates {
  readonly rate?: WrittenRate | undefined;
  readonly rates?:
    | readonly { readonly from: string; readonly rate: string | { readonly perUnit: MoneyLiteral } }[]
    | undefined;
}

/** Compiles a single rate or a table of them; reports every problem, and answers `undefined` if there was one. */
export function compileTiers(
  written: WrittenRates,
  over: Position | undefined,
  context: CompileContext,
): readonly Tier[] | undefined {
  const rows = rowsOf(written, context);
  if (rows === undefined) return undefined;
  const compiled = rows.map(({ from, rate, path }) => ({
    from: over === undefined ? undefined : compilePosition(from, over, context, [...path, 'from']),
    rate: compileRate(rate, context, path.length === 0 ? ['rate'] : [...path, 'rate']),
  }));
  // What is wrong with one row must not hide what is wrong with the others.
  const inOrder = checkOrder(
    compiled.map(({ from }) => from),
    context,
  );
  const ofOneKind = checkKinds(
    compiled.flatMap(({ rate }) => rate ?? []),
    context,
  );
  const tiers = compiled.flatMap(({ from, rate }): Tier[] =>
    from === undefined || rate === undefined ? [] : [{ from, rate }],
  );
  return inOrder && ofOneKind && tiers.length === rows.length ? tiers : undefined;
}

interface Row {
  readonly from: string;
  readonly rate: WrittenRate;
  readonly path: Path;
}

function rowsOf(written: WrittenRates, context: CompileContext): readonly Row[] | undefined {
  if (written.rates !== undefined && written.rate === undefined && written.rates.length > 0) {
    return written.rates.map((row, index) => ({ ...row, path: ['rates', index] }));
  }
  if (written.rate !== undefined && written.rates === undefined)
    return [{ from: '0', rate: written.rate, path: [] }];
  context.report(
    [],
    problem('missing-key', 'a commission has either one rate or a table of rates', {
      expected: 'rate: 8%, or rates: [ { from: 0%, rate: 8% }, … ]',
    }),
  );
  return undefined;
}

/** Decodes a place of a table or curve: bounds are percents over attainment, and amounts in the measure's unit over anything else. */
export function compilePosition(
  from: string,
  over: Position,
  context: CompileContext,
  path: Path,
): Ratio | undefined {
  const unit =
    over.kind === 'foreign' && over.reads !== 'attainment'
      ? over.reads === 'amount'
        ? 'money'
        : 'units'
      : context.measure.unit;
  if (over.kind === 'attainment' || (over.kind === 'foreign' && over.reads === 'attainment')) {
    return parsed(percent(), from, context, path);
  }
  if (over.kind === 'fact') {
    const type = context.facts.get(over.fact);
    const value =
      type === 'percent'
        ? parsed(percent(), from, context, path)
        : parsed(decimalNumber(), from, context, path);
    return value === undefined ? undefined : ratio(scaleFact(formatRatio(value, 12)), 1n);
  }
  if (unit === 'money') {
    const literal = parsed(money(), from, context, path);
    const minor = literal === undefined ? undefined : context.money(literal, path);
    return minor === undefined ? undefined : ratio(minor, 1n);
  }
  const number = parsed(decimalNumber(), from, context, path);
  return number === undefined
    ? undefined
    : ratio(number.numerator * 10n ** BigInt(QUANTITY_PLACES), number.denominator);
}

/** Compiles one rate, of a kind that fits what the measure counts in. */
export function compileRate(written: WrittenRate, context: CompileContext, path: Path): Rate | undefined {
  const rate = decodeRate(written, context, path);
  if (rate === undefined) return undefined;
  const fits = context.measure.unit === 'money' ? rate.kind !== 'perUnit' : rate.kind !== 'percent';
  if (fits) return rate;
  const counts = context.measure.unit === 'money' ? 'money' : 'units';
  context.report(
    path,
    problem(
      'rate-kind',
      `the measure "${context.measure.id}" counts ${counts}, which a rate of this kind can not be applied to`,
      {
        expected:
          counts === 'money'
            ? 'a percent such as 8%, or a multiple such as 1.5x'
            : '{ perUnit: 110 }, or a multiple such as 1.5x',
      },
    ),
  );
  return undefined;
}

function decodeRate(written: WrittenRate, context: CompileContext, path: Path): Rate | undefined {
  if (typeof written === 'string') {
    const isMultiple = written.endsWith('x');
    const value = isMultiple
      ? parsed(multiple(), written, context, path)
      : parsed(percent(), written, context, path);
    return value === undefined ? undefined : { kind: isMultiple ? 'multiple' : 'percent', value };
  }
  const minor = context.money(written.perUnit, [...path, 'perUnit']);
  return minor === undefined ? undefined : { kind: 'perUnit', value: ratio(minor, 1n) };
}

interface TextSchema<Value> {
  safeParse(
    text: string,
  ): { success: true; data: Value } | { success: false; error: { issues: readonly unknown[] } };
}

/** Decodes one text by a value schema, reporting its refusal at the path. */
function parsed<Value>(
  schema: TextSchema<Value>,
  text: string,
  context: CompileContext,
  path: Path,
): Value | undefined {
  const result = schema.safeParse(text);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const { code, ...refusal } = (issue as { params: Refusal }).params;
    const { message, ...detail } = refusal;
    context.report(path, problem(code, message, { found: text, ...detail }));
  }
  return undefined;
}

/** Bounds that could not be compiled are passed over. */
function checkOrder(bounds: readonly (Ratio | undefined)[], context: CompileContext): boolean {
  const [first] = bounds;
  let sound = true;
  if (first !== undefined && first.numerator !== 0n) {
    context.report(
      ['rates', 0, 'from'],
      problem('first-tier-not-zero', 'the first tier must start at zero', { expected: 'from: 0' }),
    );
    sound = false;
  }
  let previous: Ratio | undefined;
  bounds.forEach((bound, index) => {
    if (bound === undefined) return;
    const ascends = previous === undefined || compareRatios(previous, bound) < 0;
    previous = bound;
    if (ascends) return;
    context.report(
      ['rates', index, 'from'],
      problem('tiers-not-ascending', 'each tier must start above the one before it', {
        hint: 'only lower bounds are written; a tier reaches up to the next one’s bound',
      }),
    );
    sound = false;
  });
  return sound;
}

/** Whether the rates of a table are all of one kind; reports it where they are not. */
export function checkKinds(rates: readonly Rate[], context: CompileContext, path: Path = ['rates']): boolean {
  const kinds = new Set(rates.map(({ kind }) => kind));
  if (kinds.size < 2) return true;
  context.report(
    path,
    problem('rate-kind', 'the rates of one table must all be of one kind', {
      found: [...kinds].join(' and '),
      expected: 'only percents, only multiples, or only amounts per unit',
    }),
  );
  return false;
}
