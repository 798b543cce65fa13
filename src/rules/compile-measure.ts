import type { AmountKind, CreditRule, Factor, Measure, Unit, WindowRule } from '../engine/measure.js';
import type { Ramp } from '../engine/measures/ramp-rule.js';
import { ONE_RATIO } from '../money/ratio.js';
import { didYouMean } from '../problems/did-you-mean.js';
import type { Path } from '../problems/finding.js';
import { problem } from '../problems/problem.js';
import { compileQuota } from './compile-quota.js';
import { compileRamp } from './compile-ramp.js';
import { compileWindfall } from './compile-windfall.js';
import { decode, decodeQuietly } from './diagnose.js';
import { oneOf } from './issue-wording.js';
import { factorSchema, measureSchema, type WrittenMeasure } from './measure-schema.js';
import { asBlock, type PlanCompilation } from './plan-compilation.js';

/**
 * Decodes and checks one measure of a plan. Everything wrong with it is reported to the compilation, and
 * then there is no measure.
 *
 * @example
 * const measure = compileMeasure('new-acv', written, compilation, null);
 */
export function compileMeasure(
  id: string,
  written: unknown,
  compilation: PlanCompilation,
  planRamp: Ramp | null,
): Measure | undefined {
  const path = ['measures', id];
  const decoded = decode(measureSchema, written, compilation.source, path);
  if (!decoded.ok) compilation.take(decoded.problems);
  const block = asBlock(written);
  const { shape } = measureSchema;
  const basis = decodeQuietly(shape.basis, block['basis']);
  const amount =
    basis &&
    compileAmount(basis, decodeQuietly(shape.amount, block['amount']), 'amount' in block, path, compilation);
  const credit = compileCredit(decodeQuietly(shape.credit, block['credit']), path, compilation);
  const when = 'when' in block ? compilation.condition(block['when'], [...path, 'when']) : null;
  const factors = compileFactors(block['factors'], path, compilation);
  const window = compileWindow(decodeQuietly(shape.window, block['window']), path, compilation);
  const ramp = compileOwnRamp(block['ramp'], path, compilation, planRamp);
  const windfall = compileWindfall(
    decodeQuietly(shape.windfall, block['windfall']),
    amount === undefined ? undefined : unitOf(amount),
    [...path, 'windfall'],
    compilation,
  );
  const quota = compileQuota(id, decodeQuietly(shape.quota, block['quota']), block, compilation);
  if (!decoded.ok || amount === undefined || credit === undefined || when === undefined) return undefined;
  if (windfall === undefined || quota === undefined) return undefined;
  if (window === undefined || factors === undefined || ramp === undefined) return undefined;
  const { withoutQuota } = decoded.value;
  return {
    id,
    basis: decoded.value.basis,
    amount,
    unit: unitOf(amount),
    credit,
    when,
    factors,
    window,
    ...quota,
    withoutQuota: withoutQuota ?? 'problem',
    ramp,
    windfall,
  };
}

/** A measure has the ramp of its plan unless it says another, or none. */
function compileOwnRamp(
  written: unknown,
  path: Path,
  compilation: PlanCompilation,
  planRamp: Ramp | null,
): Ramp | null | undefined {
  const ramp = decodeQuietly(measureSchema.shape.ramp, written);
  if (ramp === undefined) return planRamp;
  return ramp === 'none' ? null : compileRamp(ramp, [...path, 'ramp'], compilation);
}

const BOOKED_AMOUNTS = ['tcv', 'acv', 'mrr', 'firstYear', 'margin', 'quantity', 'count'] as const;
const LATER_AMOUNTS = ['amount', 'firstYear', 'margin', 'quantity', 'count'] as const;

function compileAmount(
  basis: WrittenMeasure['basis'],
  amount: WrittenMeasure['amount'],
  isWritten: boolean,
  path: Path,
  compilation: PlanCompilation,
): AmountKind | undefined {
  const known: readonly string[] = basis === 'booked' ? BOOKED_AMOUNTS : LATER_AMOUNTS;
  const expected = `${oneOf(known)}, or { field: … }`;
  if (amount === undefined) {
    if (isWritten) return undefined;
    if (basis !== 'booked') return { kind: 'amount' };
    const hint = 'a deal that is booked has several figures; say which one counts';
    return compilation.report(
      [...path, 'amount'],
      problem('missing-key', '"amount" is missing', { expected, hint }),
    );
  }
  const place = [...path, 'amount'];
  if (typeof amount === 'object') return compileField(amount.field, [...place, 'field'], compilation);
  if (known.includes(amount)) return { kind: amount };
  const message = `a measure of what is ${basis} can not count ${amount}`;
  return compilation.report(place, problem('invalid-value', message, { found: amount, expected }));
}

function compileField(field: string, path: Path, compilation: PlanCompilation): AmountKind | undefined {
  const declared = compilation.company.dealFields.find(({ name }) => name === field);
  if (declared?.type === 'money') return { kind: 'field', field, unit: 'money' };
  if (declared?.type === 'number') return { kind: 'field', field, unit: 'units' };
  const countable = compilation.company.dealFields.filter(
    ({ type }) => type === 'money' || type === 'number',
  );
  const names = countable.map(({ name }) => name);
  const message =
    declared === undefined
      ? `the company file declares no deal field ${field}`
      : `the deal field ${field} is a ${declared.type}, which can not be counted`;
  return compilation.report(
    path,
    problem('unknown-field', message, {
      found: field,
      expected: names.length === 0 ? 'a field of type number or money in the company file' : oneOf(names),
      hint: didYouMean(field, names),
    }),
  );
}

function unitOf(amount: AmountKind): Unit {
  if (amount.kind === 'field') return amount.unit;
  return amount.kind === 'quantity' || amount.kind === 'count' ? 'units' : 'money';
}

function compileCredit(
  credit: WrittenMeasure['credit'] | undefined,
  path: Path,
  compilation: PlanCompilation,
): CreditRule | undefined {
  if (credit === undefined) return undefined;
  const { roles, team, self } = credit;
  const { fullRoles, overlayRoles } = compilation.company;
  const known = [...fullRoles, ...overlayRoles];
  let sound = true;
  roles.forEach((role, index) => {
    const place = [...path, 'credit', 'roles', index];
    if (roles.indexOf(role) < index) {
      compilation.report(place, problem('invalid-value', `the role ${role} is named twice`, { found: role }));
      sound = false;
    } else if (!known.includes(role)) {
      const detail = { found: role, expected: oneOf(known), hint: didYouMean(role, known) };
      compilation.report(place, problem('unknown-role', `the company file declares no role ${role}`, detail));
      sound = false;
    }
  });
  if (self !== undefined && team !== true) {
    const hint = 'add team: true, or leave self out';
    const found = problem('invalid-value', 'only a roll-up says whether it counts its own deals', { hint });
    return compilation.report([...path, 'credit', 'self'], found);
  }
  if (!sound) return undefined;
  return team === true ? { kind: 'team', roles, self: self ?? false } : { kind: 'own', roles };
}

function compileFactors(
  written: unknown,
  path: Path,
  compilation: PlanCompilation,
): readonly Factor[] | undefined {
  if (written === undefined) return [];
  if (!Array.isArray(written)) return undefined;
  const factors = written.map((each: unknown, index) =>
    compileFactor(each, [...path, 'factors', index], compilation),
  );
  const sound = factors.filter((factor) => factor !== undefined);
  return sound.length === factors.length ? sound : undefined;
}

function compileFactor(written: unknown, path: Path, compilation: PlanCompilation): Factor | undefined {
  const block = asBlock(written);
  const when = 'when' in block ? compilation.condition(block['when'], [...path, 'when']) : null;
  const factor = decodeQuietly(factorSchema, written);
  if (factor === undefined) return undefined;
  if (factor.credit === undefined && factor.earning === undefined) {
    const expected = 'credit (counts toward quota), earning (is paid on), or both';
    return compilation.report(path, problem('missing-key', 'the factor changes nothing', { expected }));
  }
  if (when === undefined) return undefined;
  return { when, credit: factor.credit ?? ONE_RATIO, earning: factor.earning ?? ONE_RATIO };
}

function compileWindow(
  window: WrittenMeasure['window'] | undefined,
  path: Path,
  compilation: PlanCompilation,
): WindowRule | undefined {
  if (window === undefined) return undefined;
  if (typeof window === 'string') return { kind: window };
  const { count, unit } = window.trailing;
  if (unit === 'months' && count >= 1 && count <= 120) return { kind: 'trailing', months: count };
  return compilation.report(
    [...path, 'window', 'trailing'],
    problem('out-of-range', 'a trailing window counts whole months', {
      found: `${count} ${unit}`,
      expected: 'from 1 month to 120 months',
    }),
  );
}
