import { z } from 'zod';
import { CONDITION_OPERATORS } from '../conditions/condition-operator.js';
import type { Company } from '../records/company.js';
import { kebabId } from '../records/values.js';
import { componentSchema } from './component-schema.js';
import { exampleSchema } from './examples/example-schema.js';
import { measureSchema } from './measure-schema.js';
import { planSchema } from './plan-schema.js';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The JSON Schema of a plan file, for editors: made from the schemas that plans are decoded with, so that
 * an editor completes and underlines what `check` takes and refuses. What plans mean (measures that exist,
 * tiers that ascend, shares that sum to 100 %) is only told by `check`.
 *
 * @example
 * await writeFile('rules/plan.schema.json', planJsonSchema());
 */
export function planJsonSchema(): string {
  const whole = planSchema
    .extend({
      measures: z.record(kebabId(), measureSchema),
      components: z.record(kebabId(), componentSchema),
      examples: z.array(exampleSchema(ANY_COMPANY, 'USD')).optional(),
    })
    .meta({ title: 'A plan of Attain' });
  const generated = z.toJSONSchema(whole, { io: 'input', unrepresentable: 'any' });
  const schema = forEditors(JSON.parse(JSON.stringify(generated)) as Json);
  return `${JSON.stringify({ ...asObject(schema), $defs: { condition: CONDITION } }, null, 2)}\n`;
}

/** The schema is the same for all companies, so deals in it may have fields that it does not know. */
const ANY_COMPANY: Company = {
  name: 'any',
  homeCurrency: 'USD',
  fiscalYearStartMonth: 1,
  biweeklyFrom: '2024-01-01',
  weekStartsOn: 'monday',
  expectedRelationshipMonths: 12,
  costExpedient: false,
  managerApproval: { usual: 'optional', byPayGroup: {} },
  stages: [],
  dealFields: [],
  fullRoles: [],
  overlayRoles: [],
  overlayLimits: [],
};

/** What an editor parses as a number or a truth value is a text to the language. */
const SCALAR = ['string', 'number', 'boolean'] as const;

/** How zod writes the type of a field of a record. */
const NULLABLE_TEXT = JSON.stringify(['string', 'null']);

const CONDITION: Json = {
  type: 'object',
  description: 'One of all, any and not, or a comparison of a fact with a value.',
  properties: {
    all: { type: 'array', minItems: 1, items: { $ref: '#/$defs/condition' } },
    any: { type: 'array', minItems: 1, items: { $ref: '#/$defs/condition' } },
    not: { $ref: '#/$defs/condition' },
    fact: { type: 'string' },
    operator: { enum: [...CONDITION_OPERATORS] },
    value: {
      anyOf: [
        { type: [...SCALAR] },
        { type: 'array', items: { type: [...SCALAR] } },
        {
          type: 'object',
          properties: { fact: { type: 'string' } },
          required: ['fact'],
          additionalProperties: false,
        },
      ],
    },
  },
  additionalProperties: false,
};

/** Puts the shape of conditions in where anything may stand, and lets fields of records be written as numbers. */
function forEditors(schema: Json, key?: string): Json {
  if (isList(schema)) return schema.map((each) => forEditors(each));
  if (typeof schema !== 'object' || schema === null) return schema;
  if (key === 'when' && schema['type'] === undefined) return { $ref: '#/$defs/condition' };
  if (JSON.stringify(schema['type']) === NULLABLE_TEXT) return { ...schema, type: [...SCALAR, 'null'] };
  const entries = Object.entries(schema).map(([name, value]): [string, Json] => [
    name,
    forEditors(value, name),
  ]);
  const result = Object.fromEntries(entries);
  return key === 'deals'
    ? { ...result, items: { ...asObject(result['items']), additionalProperties: true } }
    : result;
}

function asObject(schema: Json | undefined): { readonly [key: string]: Json } {
  return typeof schema === 'object' && schema !== null && !isList(schema) ? schema : {};
}

function isList(schema: Json): schema is readonly Json[] {
  return Array.isArray(schema);
}
