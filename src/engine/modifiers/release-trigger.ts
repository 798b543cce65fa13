import { z } from 'zod';
import type { CivilDate } from '../../calendar/civil-date.js';
import type { Duration } from '../../calendar/duration.js';
import { checkCondition } from '../../conditions/check-condition.js';
import type { Condition } from '../../conditions/condition.js';
import { didYouMean } from '../../problems/did-you-mean.js';
import { type Problem, problem } from '../../problems/problem.js';
import { civilDate, duration, text, word } from '../../records/values.js';
import type { CompileContext } from '../compile-context.js';
import { FACTS_BEYOND_DEALS } from '../facts.js';

/** What a share of an earning waits for. */
export type ReleaseTrigger =
  | { readonly on: 'booked' }
  | { readonly on: 'recognized' }
  | { readonly on: 'collected'; readonly of: 'deal' | 'firstYear' | 'invoiced' }
  | { readonly on: 'after'; readonly after: Duration }
  | { readonly on: 'date'; readonly date: CivilDate }
  /** The day that the deal itself says in a fact; while it says none, nothing is payable. */
  | { readonly on: 'dateOf'; readonly fact: string }
  | { readonly on: 'condition'; readonly when: Condition };

/** The keys by which a share of a release says what it waits for. */
export const triggerShape = {
  on: word(['booked', 'recognized', 'collected']).optional(),
  of: word(['deal', 'firstYear', 'invoiced']).optional(),
  after: duration().optional(),
  date: z
    .union([civilDate(), z.strictObject({ fact: text() })])
    .optional()
    .meta({ description: 'A day, or the fact of the deal that says it.' }),
  when: z.unknown().optional(),
};

const triggerSchema = z.strictObject(triggerShape);

/** What a share says of what it waits for. */
export type WrittenTrigger = z.output<typeof triggerSchema>;

/**
 * Compiles what a share of a release waits for; reports every problem at paths below the share.
 *
 * @example
 * compileTrigger({ date: { fact: 'goLive' } }, context) // { on: 'dateOf', fact: 'goLive' }
 */
export function compileTrigger(written: WrittenTrigger, context: CompileContext): ReleaseTrigger | undefined {
  const { on, of, after, date, when } = written;
  const given = [on, after, date, when].filter((each) => each !== undefined);
  if (given.length !== 1) {
    context.report([], oneThing(given.length));
    return undefined;
  }
  if (of !== undefined && on !== 'collected') {
    context.report(
      ['of'],
      problem('invalid-value', 'only `on: collected` says what the cash is held against', { found: 'of' }),
    );
    return undefined;
  }
  if (after !== undefined) return { on: 'after', after };
  if (typeof date === 'string') return { on: 'date', date };
  if (date !== undefined) return compileDateOf(date.fact, context);
  if (on === 'collected') return { on: 'collected', of: of ?? 'deal' };
  if (on !== undefined) return { on };
  const checked = checkCondition(when, factsOfDeals(context), context.currency);
  if ('condition' in checked) return { on: 'condition', when: checked.condition };
  for (const { path, problem: found } of checked.findings) context.report(['when', ...path], found);
  return undefined;
}

function oneThing(count: number): Problem {
  return problem('invalid-value', 'a share of a release waits for exactly one thing', {
    found: count === 0 ? 'nothing to wait for' : `${count} things`,
    expected:
      'one of on: booked | recognized | collected, after: 30 days, date: 2027-01-15 or { fact: … }, or when: { … }',
  });
}

function compileDateOf(fact: string, context: CompileContext): ReleaseTrigger | undefined {
  const facts = factsOfDeals(context);
  const type = facts.get(fact);
  if (type === 'date') return { on: 'dateOf', fact };
  const dates = [...facts].flatMap(([name, each]) => (each === 'date' ? [name] : []));
  const message =
    type === undefined
      ? `a deal has no field ${fact}, and the company file declares none`
      : `the deal field ${fact} is a ${type}, and no date to wait for`;
  context.report(
    ['date', 'fact'],
    problem('unknown-field', message, {
      found: fact,
      expected: `one of ${dates.join(', ')}`,
      hint:
        didYouMean(fact, dates) ??
        'let the company file declare a field for it under dealFields, of type date',
    }),
  );
  return undefined;
}

function factsOfDeals({ facts }: CompileContext): CompileContext['facts'] {
  return new Map([...facts].filter(([name]) => !FACTS_BEYOND_DEALS.has(name)));
}
