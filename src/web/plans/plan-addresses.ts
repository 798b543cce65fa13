/**
 * The page of a plan, of the version that comes into force last unless said.
 *
 * @example
 * planAddress('enterprise-ae') // '/plans/enterprise-ae'
 */
export function planAddress(plan: string, asked: Readonly<Record<string, string>> = {}): string {
  return `/plans/${encodeURIComponent(plan)}${queryOf(asked)}`;
}

/**
 * The page of a rule file, as it is published.
 *
 * @example
 * ruleFileAddress('plans/ae.yaml') // '/rules/file?file=plans%2Fae.yaml'
 */
export function ruleFileAddress(file: string): string {
  return `/rules/file${queryOf({ file })}`;
}

/**
 * The page on which a rule file is edited; a new one unless said.
 *
 * @example
 * editAddress('plans/ae.yaml') // '/rules/edit?file=plans%2Fae.yaml'
 */
export function editAddress(file?: string): string {
  return `/rules/edit${queryOf(file === undefined ? {} : { file })}`;
}

/**
 * The form of a comparison, with what is known of it filled in.
 *
 * @example
 * compareAddress({ plan: 'enterprise-ae' }) // '/compare?plan=enterprise-ae'
 */
export function compareAddress(asked: Readonly<Record<string, string>> = {}): string {
  return `/compare${queryOf(asked)}`;
}

/**
 * How a hash is shown, where nobody copies it: what it begins with, which names a version as well.
 *
 * @example
 * shortHash('927d08b5e048648a5997541dbac187e1b80d6223') // '927d08b5e048'
 */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}

function queryOf(asked: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(asked).toString();
  return query === '' ? '' : `?${query}`;
}
