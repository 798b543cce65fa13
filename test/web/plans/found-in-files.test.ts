import { expect, it } from 'vitest';
import { problem } from '../../../src/problems/problem.js';
import { standingAlone } from '../../../src/web/plans/found-in-files.js';

const at = (file: string) => ({ location: { file, line: 1, column: 1 } });
const unknown = problem('invalid-value', 'this is no rate', at('plans/ae.yaml'));
const ownExample = problem('example-failed', 'it pays 1', at('plans/ae.yaml'));
const otherExample = problem('example-failed', 'it pays 2', at('plans/lead.yaml'));
const other = problem('invalid-value', 'this plan is not there', at('plans/lead.yaml'));
const nowhere = problem('company-file-missing', 'no company file is given', {});

it('tells of other files only what stands alone, while a file that is written cannot be read', () => {
  const all = [unknown, ownExample, otherExample, other, nowhere];
  expect(standingAlone(['plans/ae.yaml'], all)).toEqual([unknown, nowhere]);
  expect(standingAlone(['plans/ae.yaml', 'plans/lead.yaml'], all)).toEqual([unknown, other, nowhere]);
});

it('tells first of the examples of the files that are written', () => {
  const all = [ownExample, otherExample, other];
  expect(standingAlone(['plans/ae.yaml'], all)).toEqual([ownExample, other]);
});

it('tells all where nothing is wrong with the files that are written', () => {
  const all = [otherExample, nowhere];
  expect(standingAlone(['plans/ae.yaml'], all)).toEqual(all);
  const warned = [{ ...unknown, severity: 'warning' as const }, otherExample];
  expect(standingAlone(['plans/ae.yaml'], warned)).toEqual(warned);
});
