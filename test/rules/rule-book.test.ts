import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/problems/format-problem.js';
import { type ReadRules, type RuleFile, readRules } from '../../src/rules/read-rules.js';
import { COMPANY_FILE } from './check-file.js';

function version(file: string, from: string, to: string, more = '', rate = '8%'): RuleFile {
  return {
    file,
    text: `language: 1
plan: ae
effective: { from: ${from}, to: ${to} }
currency: USD
payFrequency: monthly
${more}
measures:
  acv: { basis: booked, amount: acv, credit: { roles: [owner] }, window: quarter }
components:
  commission: { measure: acv, commission: { rate: ${rate} } }
`,
  };
}

function read(...plans: readonly RuleFile[]): ReadRules {
  return readRules({ directory: 'rules', company: COMPANY_FILE, plans });
}

function hashOf(file: RuleFile): string {
  return read(file).plans[0]?.plan.hash ?? '';
}

function inForce(...plans: readonly RuleFile[]): unknown {
  const { book, problems } = read(...plans);
  if (book === null) return formatProblems(problems);
  return book.plans.map((each) => each.inForce);
}

describe('versions of one plan', () => {
  const year = version('year.yaml', '2026-01-01', '2027-01-01');

  it('follow each other, the day one ends being the first of the next', () => {
    const next = version('next.yaml', '2027-01-01', '2028-01-01');
    expect(inForce(year, next)).toEqual([
      [{ from: '2026-01-01', to: '2027-01-01' }],
      [{ from: '2027-01-01', to: '2028-01-01' }],
    ]);
  });

  it('may not overlap, not by one day', () => {
    const next = version('next.yaml', '2026-12-31', '2028-01-01');
    expect(
      inForce(year, next),
    ).toBe(`next.yaml:3:1 error overlapping-versions: two versions of ae are in force from 2026-12-31
  field: effective
  found: 2026-12-31 to 2028-01-01
  expected: days outside 2026-01-01 to 2027-01-01, of year.yaml:3
  hint: to supersede the other, write corrects: ${hashOf(year)}
1 error, 0 warnings`);
  });

  it('may be two files only where they say different things', () => {
    expect(inForce(year, { ...year, file: 'copy.yaml' })).toContain('the two files say the same; keep one');
  });

  it('are superseded over the range of a version that corrects them', () => {
    const correction = version('fix.yaml', '2026-04-01', '2026-07-01', `corrects: ${hashOf(year)}`);
    expect(inForce(year, correction)).toEqual([
      [
        { from: '2026-01-01', to: '2026-04-01' },
        { from: '2026-07-01', to: '2027-01-01' },
      ],
      [{ from: '2026-04-01', to: '2026-07-01' }],
    ]);
  });

  it('are superseded by a correction of a correction too', () => {
    const first = version('first.yaml', '2026-04-01', '2027-01-01', `corrects: ${hashOf(year)}`);
    const second = version('second.yaml', '2026-07-01', '2027-01-01', `corrects: ${hashOf(first)}`, '9%');
    expect(inForce(second, year, first)).toEqual([
      [{ from: '2026-07-01', to: '2027-01-01' }],
      [{ from: '2026-01-01', to: '2026-04-01' }],
      [{ from: '2026-04-01', to: '2026-07-01' }],
    ]);
  });

  it('may be gone altogether', () => {
    const whole = version('fix.yaml', '2026-01-01', '2027-01-01', `corrects: ${hashOf(year)}`, '9%');
    expect(inForce(year, whole)).toEqual([[], [{ from: '2026-01-01', to: '2027-01-01' }]]);
  });

  it('may not be corrected twice for the same days', () => {
    const corrects = `corrects: ${hashOf(year)}`;
    const first = version('first.yaml', '2026-04-01', '2027-01-01', corrects);
    const second = version('second.yaml', '2026-07-01', '2027-01-01', corrects);
    expect(read(year, first, second).problems.map(({ code, location }) => [code, location?.file])).toEqual([
      ['overlapping-versions', 'second.yaml'],
    ]);
  });

  it('of another plan may be in force on the same days', () => {
    const other = { file: 'other.yaml', text: year.text.replace('plan: ae', 'plan: csm') };
    expect(read(year, other).book?.plans.length).toBe(2);
  });
});

describe('what is read from teams', () => {
  it('counts as used, in whichever plan it is defined', () => {
    const extra =
      '  seats: { basis: booked, amount: quantity, credit: { roles: [owner] }, window: quarter }\ncomponents:';
    const member = version('ae.yaml', '2026-01-01', '2027-01-01');
    const withSeats = { ...member, text: member.text.replace('components:', extra) };
    expect(read(withSeats).problems.map(({ code }) => code)).toEqual(['unused-measure']);
    const manager: RuleFile = {
      file: 'manager.yaml',
      text: member.text
        .replace('plan: ae', 'plan: manager')
        .replace(
          'commission: { rate: 8% }',
          'bonus: { target: 1000, over: { attainment: seats, of: teamPooled }, curve: stepped, points: [ { at: 100%, pays: 100% } ] }',
        ),
    };
    expect(read(withSeats, manager).problems).toEqual([]);
    expect(read(member, manager).problems.map(({ code }) => code)).toEqual(['unknown-measure']);
  });
});

describe('a cap or floor of a version that takes over inside its span', () => {
  const january = version('january.yaml', '2026-01-01', '2026-05-01');
  const may = (limit: string) => version('may.yaml', '2026-05-01', '2027-01-01', limit);
  const warnings = (...plans: readonly RuleFile[]) => formatProblems(read(...plans).problems);

  it('starts anew, which is a warning', () => {
    expect(
      warnings(january, may('cap: { amount: 200000, per: year }')),
    ).toBe(`may.yaml:6:1 warning limit-starts-anew: the cap per year starts anew on 2026-05-01, inside a year: what the version before paid does not count
  field: cap
  found: per: year from 2026-05-01 on
  hint: let the version begin with a year, or say ofTargetIncentive, which is as much as the version's days
0 errors, 1 warning`);
    expect(warnings(january, may('floor: { amount: 200, per: quarter }'))).toContain('the floor per quarter');
    const list = 'cap: [ { amount: 2, per: deal }, { over: [commission], amount: 200000, per: year } ]';
    expect(warnings(january, may(list))).toContain(
      'may.yaml:6:34 warning limit-starts-anew: the cap per year',
    );
  });

  it('is none where the version begins with the span, is the first, or pays by target or by deal', () => {
    const sound = '0 errors, 0 warnings';
    expect(warnings(january, may('cap: { amount: 200000, per: month }'))).toBe(sound);
    expect(warnings(may('cap: { amount: 200000, per: year }'))).toBe(sound);
    expect(warnings(january, may('cap: { ofTargetIncentive: 200%, per: year }'))).toBe(sound);
    expect(warnings(january, may('cap: { amount: 2000, per: deal }'))).toBe(sound);
    expect(warnings(january, may('cap: { amount: 2000, per: plan }'))).toBe(sound);
  });
});
