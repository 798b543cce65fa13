import { z } from 'zod';
import type { Ratio } from '../../money/ratio.js';
import type { ProblemCode } from '../../problems/codes.js';
import type { Company } from '../../records/company.js';
import type { RecordKind } from '../../records/record-kinds.js';
import { zodRecord } from '../../records/record-schema.js';
import { civilDate, decimalNumber, kebabId, money, percent, text, word } from '../../records/values.js';

/**
 * The written form of an example: what it shows, what is given, what is expected. Records have the shapes
 * of intake; amounts that name no currency are in that of the plan.
 *
 * @example
 * const schema = exampleSchema(company, 'USD');
 */
export function exampleSchema(company: Company, currency: string) {
  return z
    .strictObject({ it: text(), given: givenSchema(company, currency), expect: expectSchema })
    .meta({ description: 'What a payee with these records is expected to earn.' });
}

/** An example as written, its values decoded. */
export type WrittenExample = z.output<ReturnType<typeof exampleSchema>>;

/** What an example gives. */
export type Given = WrittenExample['given'];

/** What an example expects of one payee. */
export type Expectation = z.output<typeof expectationSchema>;

/** An attainment as expected: compared in as many decimals of a percent as were written. */
export interface ExpectedPercent {
  readonly value: Ratio;
  readonly places: number;
}

function givenSchema(company: Company, currency: string) {
  const options = { homeCurrency: currency, dealFields: company.dealFields };
  const records = <Kind extends RecordKind>(kind: Kind) => z.array(zodRecord(kind, options)).optional();
  const named = <Kind extends 'payee' | 'team'>(kind: Kind) =>
    z.array(z.preprocess(nameFromId, zodRecord(kind, options))).optional();
  return z.strictObject({
    through: text().optional().meta({ description: 'The last day, or the pay period, that counts.' }),
    hireDate: civilDate().optional(),
    targetIncentive: money().optional().meta({ description: "A year's, for everyone who has none listed." }),
    quota: z
      .record(kebabId(), amountText)
      .optional()
      .meta({ description: "A full window's, for everyone who has none listed." }),
    payees: named('payee'),
    teams: named('team'),
    teamParents: records('teamParent'),
    memberships: records('membership'),
    assignments: records('assignment'),
    targetIncentives: records('targetIncentive'),
    absences: records('absence'),
    quotas: records('quota'),
    objectiveScores: records('objectiveScore'),
    poolWeights: records('poolWeight'),
    deals: records('deal'),
    amendments: records('amendment'),
    splits: records('split'),
    revenueSchedules: records('revenueSchedule'),
    milestones: records('milestone'),
    revenueEntries: records('revenueEntry'),
    invoiceLines: records('invoiceLine'),
    receipts: records('receipt'),
    applications: records('application'),
    refunds: records('refund'),
    creditNotes: records('creditNote'),
    writeOffs: records('writeOff'),
    fxRates: records('fxRate'),
  });
}

/** A payee or team of an example need not have a name. */
function nameFromId(written: unknown): unknown {
  if (typeof written !== 'object' || written === null || 'name' in written || !('id' in written))
    return written;
  return { ...written, name: written.id };
}

/** The amount of a quota as text, since its unit is that of the measure. */
const amountText = text().transform((written, context): string => {
  const read = decimalNumber().safeParse(written);
  if (read.success) return written;
  for (const { message, ...issue } of read.error.issues) {
    context.issues.push({
      code: 'custom',
      input: written,
      message,
      params: 'params' in issue ? issue.params : {},
    });
  }
  return z.NEVER;
});

const attainmentSchema = text().transform((written, context): ExpectedPercent => {
  const read = percent({ min: '-1000000%' }).safeParse(written);
  const [, decimals = ''] = written.replace('%', '').split('.');
  const places = written.endsWith('%') ? decimals.length : Math.max(0, decimals.length - 2);
  if (read.success) return { value: read.data, places };
  for (const { message, ...issue } of read.error.issues) {
    context.issues.push({
      code: 'custom',
      input: written,
      message,
      params: 'params' in issue ? issue.params : {},
    });
  }
  return z.NEVER;
});

const figure = money({ negative: true });
const byComponent = z.union([z.record(kebabId(), figure), figure]);

/** What can be found lacking in the records of an example while it is calculated. */
const DATA_PROBLEMS = [
  'missing-quota',
  'missing-target-incentive',
  'missing-rate',
  'missing-plan',
  'missing-score',
  'missing-team',
  'missing-weight',
  'missing-term',
  'windfall-held',
] as const satisfies readonly ProblemCode[];

const byPeriod = z.union([z.record(z.string(), figure), figure]);

const payShape = {
  paid: byPeriod.optional().meta({ description: 'What is paid out, in total or by pay period.' }),
  guaranteed: byPeriod.optional().meta({ description: 'What a guarantee adds, in total or by pay period.' }),
  drawn: byPeriod.optional().meta({ description: 'What draws add, in total or by pay period.' }),
  recovered: byPeriod
    .optional()
    .meta({ description: 'What is kept back for draws, in total or by pay period.' }),
  forgiven: byPeriod
    .optional()
    .meta({ description: 'What is forgiven of draws, in total or by pay period.' }),
  carried: byPeriod.optional().meta({ description: 'The negative balance at the end, or by pay period.' }),
  owed: byPeriod.optional().meta({ description: 'What is owed of draws at the end, or by pay period.' }),
};

const expectationShape = {
  attainment: z.record(kebabId(), attainmentSchema).optional(),
  earned: byComponent.optional().meta({ description: 'In total, or by component.' }),
  payable: byComponent.optional().meta({ description: 'In total, or by component.' }),
  held: byComponent.optional().meta({ description: 'In total, or by component.' }),
  ...payShape,
  lines: z
    .record(kebabId(), z.array(figure))
    .optional()
    .meta({ description: 'The amounts of the lines of a component, in their order.' }),
  problems: z
    .array(word(DATA_PROBLEMS))
    .optional()
    .meta({ description: 'The codes of all problems that are found; none unless said.' }),
};

const expectationSchema = z.strictObject(expectationShape);

const teamSchema = z.strictObject({
  pooled: z.record(kebabId(), attainmentSchema).optional(),
  average: z.record(kebabId(), attainmentSchema).optional(),
});

const expectSchema = z.strictObject({
  ...expectationShape,
  teams: z
    .record(text(), teamSchema)
    .optional()
    .meta({ description: 'The attainment of teams, by team and measure.' }),
  payees: z
    .record(text(), expectationSchema)
    .optional()
    .meta({ description: 'What each of several payees gets.' }),
});
