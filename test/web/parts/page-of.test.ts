import { expect, it } from 'vitest';
import { pageOf } from '../../../src/web/parts/page-of.js';

it('gives a page of a list, the last one where a later one is asked for', () => {
  expect(pageOf(['a', 'b', 'c'], 1, 2)).toEqual({ rows: ['a', 'b'], page: 1, pages: 2 });
  expect(pageOf(['a', 'b', 'c'], 9, 2)).toEqual({ rows: ['c'], page: 2, pages: 2 });
  expect(pageOf([], 1, 2)).toEqual({ rows: [], page: 1, pages: 1 });
});
