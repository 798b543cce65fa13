import fc from 'fast-check';
import { DOCUMENT, resolved } from './documented.js';

/** As much of a JSON Schema as values are made from. */
interface Shape {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
}

/** Texts that have broken something somewhere. */
const NASTY = [
  '',
  '.',
  '..',
  '../../etc/passwd',
  '..\\..\\windows',
  '/',
  '//',
  '%',
  '%00',
  '\u0000',
  '\r\nSet-Cookie: x=1',
  "' or '1'='1",
  'x; drop table payee;--',
  '" union select * from change --',
  '$(id)',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'null',
  'undefined',
  'NaN',
  '-0',
  '0',
  '1',
  '1e309',
  '9223372036854775808',
  '99999999999999999999999999',
  '-1',
  '2026-02-30',
  '9999-12-31',
  '0000-00-00',
  'ada',
  'ada.2026-02.1',
  '2026-02',
  'new-acv',
  'D-1',
  'emea',
  'deals',
  'ae',
  '💰',
  'a'.repeat(5000),
];

/** Any text of Unicode, mostly one that is nasty. */
export const anyText = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary' }), fc.string());

const anyValue = fc.oneof(
  anyText,
  // Half a character, which JSON can write.
  fc.constant('\ud800'),
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0.1,
    1e308,
    Number.MAX_SAFE_INTEGER + 1,
    [],
    {},
    [[[]]],
    'x'.repeat(10_000),
  ),
);

/**
 * Values that are almost of a schema: each part is as it says, or is left out, or is anything else.
 *
 * @example
 * fc.sample(almost(schema))
 */
export function almost(schema: Shape | undefined): fc.Arbitrary<unknown> {
  const shape = (schema?.$ref === undefined ? schema : resolved(schema, []).described) as Shape | undefined;
  return fc.oneof({ weight: 4, arbitrary: plain(shape) }, { weight: 1, arbitrary: anyValue });
}

/**
 * A value of a schema in which every text and every number is the same.
 *
 * @example
 * filledWith(schema, { text: '\u0000', number: -1 })
 */
export function filledWith(
  schema: Shape | undefined,
  values: { readonly text: string; readonly number: number },
): unknown {
  const shape = (schema?.$ref === undefined ? schema : resolved(schema, []).described) as Shape | undefined;
  if (shape?.enum !== undefined) return shape.enum[0];
  const type = typeof shape?.type === 'string' ? shape.type : shape?.type?.[0];
  switch (type) {
    case 'object': {
      const { properties = {}, additionalProperties } = shape ?? {};
      const own = Object.entries(properties).map(([key, part]) => [key, filledWith(part, values)]);
      if (typeof additionalProperties !== 'object') return Object.fromEntries(own);
      return { deals: filledWith(additionalProperties, values) };
    }
    case 'array':
      return [filledWith(shape?.items, values)];
    case 'integer':
    case 'number':
      return values.number;
    case 'boolean':
      return true;
    default:
      return values.text;
  }
}

function plain(shape: Shape | undefined): fc.Arbitrary<unknown> {
  if (shape?.enum !== undefined) return fc.constantFrom(...shape.enum);
  const type = typeof shape?.type === 'string' ? shape.type : shape?.type?.[0];
  switch (type) {
    case 'object': {
      const { properties = {}, additionalProperties } = shape ?? {};
      const parts = Object.fromEntries(Object.entries(properties).map(([key, part]) => [key, almost(part)]));
      const own = fc.record(parts, { requiredKeys: [] });
      if (typeof additionalProperties !== 'object') return own;
      return fc.dictionary(
        fc.oneof(fc.constantFrom('deals', 'payees', 'splits'), anyText),
        almost(additionalProperties),
        {
          maxKeys: 3,
        },
      );
    }
    case 'array':
      return fc.array(almost(shape?.items), { maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer(), fc.double());
    case 'boolean':
      return fc.boolean();
    default:
      return anyText;
  }
}

const DEPTH = 10_000;

/** Texts that nest, repeat or number beyond measure, or are no JSON. */
export const MONSTERS: readonly string[] = [
  '',
  '{',
  '{"a":',
  '\u0000',
  '\ufeff{}',
  'null',
  '"text"',
  '[]',
  '1e999999',
  `[${'9'.repeat(100_000)}]`,
  '['.repeat(DEPTH) + ']'.repeat(DEPTH),
  '['.repeat(DEPTH),
  `${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`,
  `{"files":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}}`,
  `{"deals":[${'{"id":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}]}`,
  `{"deals":[{"id":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}}]}`,
  '{"deals":[{"id":"D-1","closeDate":"2026-02-10","type":"new","acv":1e999}]}',
  '{"__proto__":{"deals":[]},"constructor":{"prototype":{}}}',
  '{"deals":[],"deals":[]}',
  'id,closeDate\n"unclosed,2026-01-01\n',
  `id\n${'x'.repeat(100_000)}\n`,
  ','.repeat(100_000),
  '{"id":1}\n{"id":\n',
  `${'{}\n'.repeat(5_000)}`,
];

/** The schemas of the bodies that an operation takes, by content type. */
export function bodiesOf(template: string, method: string): Readonly<Record<string, Shape | undefined>> {
  const operation = DOCUMENT.paths[template]?.[method] as
    | { readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Shape }>> } }
    | undefined;
  const content = operation?.requestBody?.content ?? {};
  return Object.fromEntries(Object.entries(content).map(([type, { schema }]) => [type, schema]));
}
