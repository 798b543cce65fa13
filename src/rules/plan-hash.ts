import { createHash } from 'node:crypto';
import type { SourceTree } from './source-text.js';

/**
 * The hash that identifies a version of a plan: SHA-256 of its decoded content as written, before defaults,
 * without `title` and `examples`, as 64 hexadecimal digits. Neither the order of keys nor comments, quotes
 * or the choice between YAML and JSON change it; `8%` and `0.08` are different writings.
 *
 * @example
 * planHash(source.tree) // '5f0c…'
 */
export function planHash(tree: SourceTree): string {
  return createHash('sha256').update(canonicalText(tree)).digest('hex');
}

/**
 * The canonical form that is hashed: JSON without blanks, keys sorted by code unit, every value a text.
 *
 * @example
 * canonicalText({ plan: 'ae', title: 'AE', currency: 'USD' }) // '{"currency":"USD","plan":"ae"}'
 */
export function canonicalText(tree: SourceTree): string {
  if (typeof tree === 'string' || isList(tree)) return canonical(tree);
  const content = Object.entries(tree).filter(([key]) => key !== 'title' && key !== 'examples');
  return canonical(Object.fromEntries(content));
}

function canonical(tree: SourceTree): string {
  if (typeof tree === 'string') return JSON.stringify(tree);
  if (isList(tree)) return `[${tree.map(canonical).join(',')}]`;
  const entries = Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`).join(',')}}`;
}

function isList(tree: SourceTree): tree is readonly SourceTree[] {
  return Array.isArray(tree);
}
