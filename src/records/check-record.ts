import { monthsOf } from '../calendar/proration.js';
import { minorDigits } from '../money/currency.js';
import { type Problem, problem } from '../problems/problem.js';
import type { Field } from './field.js';
import type { FieldValue } from './read-value.js';
import { RECORD_KINDS, type RecordByKind, type RecordKind } from './record-kinds.js';

/** A record whose fields are read one by one; one that was refused is `null`. */
export type ReadFields = Readonly<Record<string, FieldValue>>;

/** A check of fields that depend on each other. It runs when each of them could be read. */
export interface RecordCheck {
  readonly fields: readonly string[];
  /** The field that the problem stands at. */
  readonly at: string;
  readonly check: (record: ReadFields) => Problem | undefined;
}

/** A contract longer than this is a slip, and would make an entry for each of its months. */
const MOST_TERM_MONTHS = 1200;

type KindCheck<Kind extends RecordKind> = {
  readonly fields: readonly (keyof RecordByKind[Kind] & string)[];
  readonly at: keyof RecordByKind[Kind] & string;
  readonly check: (record: RecordByKind[Kind]) => Problem | undefined;
};

const CHECKS: { readonly [Kind in RecordKind]?: readonly KindCheck<Kind>[] } = {
  payee: [
    {
      fields: ['hireDate', 'leaveDate'],
      at: 'leaveDate',
      check: ({ hireDate, leaveDate }) => afterStart('leaveDate', leaveDate, 'hireDate', hireDate),
    },
  ],
  deal: [{ fields: ['termMonths'], at: 'termMonths', check: termLength }],
  quota: [
    { fields: ['payee', 'team'], at: 'payee', check: oneOwner },
    { fields: ['currency', 'amount'], at: 'amount', check: decimalsOfCurrency },
    { fields: ['spread', 'weights'], at: 'weights', check: weightsWithSpread },
    { fields: ['from', 'to', 'weights'], at: 'weights', check: weightsFillRange },
  ],
  poolWeight: [{ fields: ['weight'], at: 'weight', check: weightNotBelowZero }],
  objectiveScore: [{ fields: ['score'], at: 'score', check: scoreNotBelowZero }],
  revenueSchedule: [{ fields: ['method', 'to'], at: 'to', check: endOfService }],
  refund: [{ fields: ['invoice', 'line'], at: 'invoice', check: invoiceOfLine }],
  fxRate: [
    { fields: ['from', 'to'], at: 'to', check: twoCurrencies },
    { fields: ['rate'], at: 'rate', check: rateAboveZero },
  ],
};

/**
 * The checks of a kind of record that look at several fields, or at more than how a value is written.
 *
 * @example
 * recordChecks('split').map((each) => each.at) // ['to']
 */
export function recordChecks(kind: RecordKind): readonly RecordCheck[] {
  const fields: Readonly<Record<string, Field>> = RECORD_KINDS[kind].fields;
  const ranged = fields['from']?.type === 'date' && fields['to']?.type === 'date';
  // A check reads the fields it lists, and those have the types of its kind when it runs.
  const own = (CHECKS[kind] ?? []) as unknown as readonly RecordCheck[];
  return ranged ? [RANGE_CHECK, ...own] : own;
}

const RANGE_CHECK: RecordCheck = {
  fields: ['from', 'to'],
  at: 'to',
  check: ({ from, to }) => afterStart('to', asText(to), 'from', asText(from)),
};

function asText(value: FieldValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function afterStart(endName: string, end: string | null, startName: string, start: string | null) {
  if (end === null || start === null || end > start) return undefined;
  return problem('out-of-range', `${endName} is not after ${startName}`, {
    field: endName,
    found: end,
    expected: `a day after ${start}`,
    hint: end === start ? `${endName} is the first day after the range` : undefined,
  });
}

function termLength({ termMonths }: RecordByKind['deal']): Problem | undefined {
  if (termMonths === null || (termMonths >= 1 && termMonths <= MOST_TERM_MONTHS)) return undefined;
  return problem('out-of-range', `${termMonths} is no length of a contract`, {
    field: 'termMonths',
    found: String(termMonths),
    expected: `from 1 to ${MOST_TERM_MONTHS}; empty for a contract without an end`,
  });
}

function oneOwner({ payee, team }: RecordByKind['quota']): Problem | undefined {
  if (payee === null && team === null) {
    return problem('missing-value', 'the quota names neither a payee nor a team', {
      field: 'payee',
      expected: 'a payee or a team',
    });
  }
  if (payee === null || team === null) return undefined;
  return problem('invalid-value', 'the quota names both a payee and a team', {
    field: 'payee',
    found: `${payee} and ${team}`,
    expected: 'a payee or a team',
    hint: 'write a quota for each',
  });
}

function decimalsOfCurrency({ amount, currency }: RecordByKind['quota']): Problem | undefined {
  if (currency === null) return undefined;
  const [, decimals = ''] = amount.split('.');
  const digits = minorDigits(currency);
  if (decimals.length <= digits) return undefined;
  return problem('too-many-decimals', `${amount} has more decimals than ${currency}`, {
    field: 'amount',
    found: amount,
    expected: digits === 0 ? 'no decimals' : `at most ${digits} decimals`,
  });
}

function weightsWithSpread({ spread, weights }: RecordByKind['quota']): Problem | undefined {
  if (spread === 'weights' && weights === null) {
    return problem('missing-value', 'the quota is spread by weights and has none', {
      field: 'weights',
      expected: 'one weight for each equal part of the range, such as 1;1;2',
    });
  }
  if (spread === 'weights' || weights === null) return undefined;
  return problem('invalid-value', `the quota has weights and is spread by ${spread}`, {
    field: 'weights',
    found: weights.join(';'),
    expected: 'weights only where spread is weights',
  });
}

function weightsFillRange({ from, to, weights }: RecordByKind['quota']): Problem | undefined {
  if (weights === null || from >= to) return undefined;
  const months = monthsOf({ from, to }).length;
  if (months % weights.length !== 0) {
    return problem('out-of-range', `${weights.length} weights do not divide ${months} months`, {
      field: 'weights',
      found: weights.join(';'),
      expected: `a number of weights that divides ${months}`,
    });
  }
  const negative = weights.some((weight) => weight.startsWith('-'));
  if (!negative && weights.some((weight) => weight !== '0')) return undefined;
  return problem('out-of-range', negative ? 'a weight is below zero' : 'all weights are zero', {
    field: 'weights',
    found: weights.join(';'),
    expected: 'weights of 0 or more, at least one of them above 0',
  });
}

function weightNotBelowZero({ weight }: RecordByKind['poolWeight']): Problem | undefined {
  if (!weight.startsWith('-')) return undefined;
  return problem('out-of-range', 'a weight is below zero', {
    field: 'weight',
    found: weight,
    expected: 'a weight of 0 or more',
  });
}

function scoreNotBelowZero({ score }: RecordByKind['objectiveScore']): Problem | undefined {
  if (!score.startsWith('-')) return undefined;
  return problem('out-of-range', 'a score is below zero', {
    field: 'score',
    found: score,
    expected: 'a score of 0% or more',
  });
}

function endOfService({ method, to }: RecordByKind['revenueSchedule']): Problem | undefined {
  if (method === 'monthly' || to !== null) return undefined;
  return problem('missing-value', `a schedule by ${method} has no end`, {
    field: 'to',
    expected: 'the first day after the service',
    hint: 'a schedule without an end has the method monthly',
  });
}

function invoiceOfLine({ invoice, line }: RecordByKind['refund']): Problem | undefined {
  if (line === null || invoice !== null) return undefined;
  return problem('missing-value', `the refund reopens line ${line} of no invoice`, {
    field: 'invoice',
    expected: 'the invoice that the line is on',
  });
}

function twoCurrencies({ from, to }: RecordByKind['fxRate']): Problem | undefined {
  if (from !== to) return undefined;
  return problem('invalid-value', `the rate converts ${from} to itself`, {
    field: 'to',
    found: to,
    expected: 'another currency than from',
  });
}

function rateAboveZero({ rate }: RecordByKind['fxRate']): Problem | undefined {
  if (rate !== '0' && !rate.startsWith('-')) return undefined;
  return problem('out-of-range', 'an exchange rate must be above zero', {
    field: 'rate',
    found: rate,
    expected: 'a number above 0',
  });
}
