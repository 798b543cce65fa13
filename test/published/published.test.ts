import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatProblems } from '../../src/problems/format-problem.js';
import { checkRuleFiles } from '../../src/rules/check-rules.js';
import type { RuleFile } from '../../src/rules/read-rules.js';

// Worked examples of sales compensation as others have published them. Each is a plan in plans/, named after its id,
// `<id>.yaml` or `<id>--<variant>.yaml`; what this version can not pay by waits, with a reason, in waiting-*.yaml.

const folder = new URL('./', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');
const company: RuleFile = { file: 'company.yaml', text: read('company.yaml') };
const ids = read('ids.txt').trim().split('\n');
const planFiles = readdirSync(new URL('plans/', folder)).sort();
const tested = new Set(planFiles.map(idOf));
const waiting = new Map([...waitingIn('waiting-first.yaml'), ...waitingIn('waiting-second.yaml')]);

function idOf(planFile: string): string {
  return planFile.replace(/(--.*)?\.yaml$/, '');
}

/** What each example of such a file waits for, and why; nothing of a file that is empty. */
function waitingIn(file: string): [string, unknown][] {
  return Object.entries(parse(read(file)) ?? {});
}

interface Expected {
  readonly attainment?: unknown;
  readonly earned?: unknown;
  readonly payable?: unknown;
  readonly held?: unknown;
  readonly lines?: unknown;
  readonly paid?: unknown;
  readonly payees?: Readonly<Record<string, Expected>>;
}

function expectsFigures(expected: Expected): boolean {
  const { attainment, earned, payable, held, lines, paid, payees = {} } = expected;
  const own = [attainment, earned, payable, held, lines, paid].some((figure) => figure !== undefined);
  return own || Object.values(payees).some(expectsFigures);
}

describe.each(planFiles)('the published example %s', (file) => {
  const text = read(`plans/${file}`);

  it('comes to the published figures', () => {
    const report = checkRuleFiles({ directory: 'published', company, plans: [{ file, text }] });
    expect(formatProblems(report.problems)).toBe('0 errors, 0 warnings');
    expect(report.examples).toBeGreaterThan(0);
  });

  it('expects money or an attainment', () => {
    const { examples }: { readonly examples: readonly { readonly expect: Expected }[] } = parse(text);
    expect(examples.some((example) => expectsFigures(example.expect))).toBe(true);
  });

  it('says which published example it is and where that comes from', () => {
    const comment = text.slice(0, text.indexOf('\nlanguage:'));
    expect(comment).toContain(`# id: ${idOf(file)}\n`);
    expect(comment).toMatch(/^# source:(\n# )?\s+\S/m);
  });
});

describe('the list of published examples', () => {
  it.each(ids)('has %s tested or waiting, and not both', (id) => {
    expect({ tested: tested.has(id), waiting: waiting.has(id) }).toEqual(
      tested.has(id) ? { tested: true, waiting: false } : { tested: false, waiting: true },
    );
  });

  it.each([...waiting])('tells what %s waits for and why', (_, entry) => {
    expect(entry).toEqual({
      waitsFor: expect.stringMatching(/\S/),
      reason: expect.stringMatching(/\S/),
    });
  });

  it('names every id once', () => {
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('knows every id that is tested or waits', () => {
    expect([...tested, ...waiting.keys()].filter((id) => !ids.includes(id))).toEqual([]);
  });
});
