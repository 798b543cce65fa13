import { describe, expect, it } from 'vitest';
import { planJsonSchema } from '../../src/rules/json-schema.js';

describe('rules/plan.schema.json', () => {
  // `npm run schema` runs this test with --update, and so writes the file.
  it('is what the schemas of the program generate', async () => {
    await expect(planJsonSchema()).toMatchFileSnapshot('../../rules/plan.schema.json');
  });

  it('names every key of a component and refuses others', () => {
    const schema = JSON.parse(planJsonSchema());
    const component = schema.properties.components.additionalProperties;
    expect(Object.keys(component.properties)).toEqual([
      'measure',
      'settles',
      'commission',
      'bonus',
      'spiff',
      'objectives',
      'pool',
      'contest',
      'matrix',
      'gate',
      'multiplier',
      'cap',
      'floor',
      'release',
      'clawback',
      'cost',
    ]);
    expect(component.additionalProperties).toBe(false);
    expect(schema.properties.measures.additionalProperties.properties.when).toEqual({
      $ref: '#/$defs/condition',
    });
  });

  it('takes for a `when` that is no condition the words that it can be', () => {
    const { mustBeEmployed } = JSON.parse(planJsonSchema()).properties;
    expect(mustBeEmployed.properties.when.enum).toEqual(['payable', 'paid']);
  });
});
