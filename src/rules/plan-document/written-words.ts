import { groupedAmount } from '../../money/readable-amount.js';
import type { SourceBlock, SourceTree } from '../source-text.js';

/**
 * A part of a rule file that is a block; empty where it is none.
 *
 * @example
 * blockIn({ cap: { amount: '90000' } }, 'cap') // { amount: '90000' }
 */
export function blockIn(tree: SourceTree | undefined, key: string): SourceBlock {
  return asBlock(asBlock(tree)[key]);
}

/**
 * A part of a rule file as a block; empty where it is none.
 *
 * @example
 * asBlock('8%') // {}
 */
export function asBlock(tree: SourceTree | undefined): SourceBlock {
  return isBlock(tree) ? tree : {};
}

/**
 * A part of a rule file that may be one or a list, as a list.
 *
 * @example
 * asList({ amount: '3000' }) // [{ amount: '3000' }]
 */
export function asList(tree: SourceTree | undefined): readonly SourceTree[] {
  if (tree === undefined) return [];
  return isList(tree) ? tree : [tree];
}

/**
 * A scalar of a rule file; `undefined` where it is none.
 *
 * @example
 * scalarIn({ per: 'quarter' }, 'per') // 'quarter'
 */
export function scalarIn(block: SourceBlock, key: string): string | undefined {
  const value = block[key];
  return typeof value === 'string' ? value : undefined;
}

/**
 * Whatever a part of a rule file says, in its own words: the form that nothing is left out of.
 *
 * @example
 * writtenWords({ atLeast: '90%', decided: 'toDate' }) // 'at least 90%, decided to date'
 */
export function writtenWords(tree: SourceTree | undefined): string {
  if (tree === undefined) return '';
  if (typeof tree === 'string') return valueWords(tree);
  if (isList(tree)) return tree.map((each) => bracketed(each)).join(', ');
  return Object.entries(tree)
    .map(([key, value]) => `${keyWords(key)} ${bracketed(value)}`)
    .join(', ');
}

/**
 * An amount of money, or a share of target incentive, as it is written in a rule file.
 *
 * @example
 * targetWords({ ofTargetIncentive: '60%' }) // '60% of the target incentive'
 */
export function targetWords(tree: SourceTree | undefined): string {
  if (typeof tree === 'string') return /^\d+(\.\d+)?$/.test(tree) ? groupedAmount(tree) : tree;
  const share = asBlock(tree)['ofTargetIncentive'];
  return share === undefined ? writtenWords(tree) : `${writtenWords(share)} of the target incentive`;
}

const WHOSE: Readonly<Record<string, string>> = {
  self: 'the payee’s own',
  teamPooled: 'the team’s pooled',
  teamAverage: 'the team’s average',
};

/**
 * Where a table, curve or gate looks up its place, as it is written in a rule file.
 *
 * @example
 * positionWords({ attainment: 'new-acv', of: 'teamPooled' }) // 'the team’s pooled attainment of new-acv'
 */
export function positionWords(tree: SourceTree | undefined): string {
  if (tree === 'attainment') return 'attainment of quota';
  const block = asBlock(tree);
  const { attainment, of, fact } = block;
  if (fact !== undefined) return `the ${writtenWords(fact)} of the deal`;
  if (attainment === undefined) return writtenWords(tree);
  const whose = WHOSE[typeof of === 'string' ? of : 'self'] ?? writtenWords(of);
  return `${whose} attainment of ${writtenWords(attainment)}${restWords(block, ['attainment', 'of'])}`;
}

/**
 * What a block says besides the keys that a sentence has told already; empty where it says no more.
 *
 * @example
 * restWords({ amount: '5', per: 'deal' }, ['amount']) // '; per deal'
 */
export function restWords(block: SourceBlock, told: readonly string[]): string {
  const rest = Object.fromEntries(Object.entries(block).filter(([key]) => !told.includes(key)));
  return Object.keys(rest).length === 0 ? '' : `; ${writtenWords(rest)}`;
}

/** `ofTargetIncentive` as `of target incentive`. */
function keyWords(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Words of the language are told apart by their capitals; ids, amounts and texts stay as they are. */
function valueWords(text: string): string {
  return /^[a-z]+([A-Z][a-z]+)+$/.test(text) ? keyWords(text) : text;
}

function bracketed(tree: SourceTree): string {
  return typeof tree === 'string' ? valueWords(tree) : `(${writtenWords(tree)})`;
}

function isBlock(tree: SourceTree | undefined): tree is SourceBlock {
  return typeof tree === 'object' && !isList(tree);
}

function isList(tree: SourceTree | undefined): tree is readonly SourceTree[] {
  return Array.isArray(tree);
}
