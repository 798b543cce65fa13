import { z } from 'zod';
import { PAY_FREQUENCIES } from '../calendar/pay-period.js';
import { factDeclarations } from '../engine/facts.js';
import { formatRatio } from '../money/ratio.js';
import { didYouMean } from '../problems/did-you-mean.js';
import { type Problem, problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';
import type { Company, Stage } from '../records/company.js';
import { SHARE_PLACES } from '../records/field.js';
import { RECORD_KINDS } from '../records/record-kinds.js';
import { civilDate, currency, kebabId, percent, text, truth, wholeNumber, word } from '../records/values.js';
import { deepFreeze } from './deep-freeze.js';
import { decode } from './diagnose.js';
import { oneOf } from './issue-wording.js';
import { locatedProblem } from './locate-finding.js';
import { readSourceText, type SourceText } from './source-text.js';

const stageSchema = z.strictObject({
  probability: percent({ max: '100%' }).meta({ description: 'The part of such deals that is won.' }),
  won: truth().optional().meta({ description: 'Whether a deal in this stage is won.' }),
  forecast: text().optional().meta({ description: 'The forecast category.' }),
  haircut: percent({ max: '100%' }).optional().meta({ description: 'What a forecast takes off.' }),
});

/** The written form of the company file. */
const companySchema = z.strictObject({
  name: text().meta({ description: 'The name on statements.' }),
  homeCurrency: currency(),
  fiscalYearStartMonth: wholeNumber({ min: 1, max: 12 }).optional(),
  biweeklyFrom: civilDate().optional(),
  weekStartsOn: word(['monday', 'sunday']).optional(),
  expectedRelationshipMonths: wholeNumber({ min: 1, max: 1200 }).optional(),
  cost: z
    .strictObject({
      expedient: truth().meta({
        description: 'Whether the cost of a contract that is of use for a year at most is expensed at once.',
      }),
    })
    .optional()
    .meta({
      description: 'What accounting makes of the costs of contracts, where a component does not say.',
    }),
  approvals: z
    .strictObject({
      manager: requirement().optional(),
      payGroups: z.record(payGroup(), z.strictObject({ manager: requirement() })).optional(),
    })
    .optional()
    .meta({ description: 'Who has to approve statements before a pay period is submitted.' }),
  stages: z.record(kebabId(), stageSchema).optional(),
  dealFields: z
    .record(fieldName(), word(['text', 'number', 'percent', 'money', 'date', 'boolean']))
    .optional(),
  roles: z.strictObject({
    full: z.array(kebabId()).min(1),
    overlay: z.array(kebabId()).optional(),
    overlayLimits: z.record(kebabId(), percent()).optional(),
  }),
});

type WrittenCompany = z.output<typeof companySchema>;

/**
 * Reads the company file: what holds for all plans.
 *
 * Without being told, the fiscal year starts in January, weeks on Monday, two-week pay periods count from
 * 2024-01-01, an open-ended deal is expected to last 12 months, costs of contracts are capitalised however short
 * they are of use, and managers need not approve statements.
 *
 * @example
 * const company = readCompanyFile(text, 'rules/company.yaml');
 */
export function readCompanyFile(content: string, file: string): Result<Company> {
  const { source, problems } = readSourceText(content, file);
  if (source === undefined) return failed(problems);
  const decoded = decode(companySchema, source.tree, source);
  if (!decoded.ok) return failed([...problems, ...decoded.problems]);
  const all = [...problems, ...checkNames(decoded.value, source)];
  return all.length > 0 ? failed(all) : ok(companyOf(decoded.value));
}

function companyOf(written: WrittenCompany): Company {
  const stages = Object.entries(written.stages ?? {}).map(
    ([id, stage]): Stage => ({
      id,
      probability: formatRatio(stage.probability, 12),
      won: stage.won ?? false,
      forecast: stage.forecast ?? null,
      haircut: stage.haircut === undefined ? null : formatRatio(stage.haircut, 12),
    }),
  );
  return deepFreeze({
    name: written.name,
    homeCurrency: written.homeCurrency,
    fiscalYearStartMonth: written.fiscalYearStartMonth ?? 1,
    biweeklyFrom: written.biweeklyFrom ?? '2024-01-01',
    weekStartsOn: written.weekStartsOn ?? 'monday',
    expectedRelationshipMonths: written.expectedRelationshipMonths ?? 12,
    costExpedient: written.cost?.expedient ?? false,
    managerApproval: {
      usual: written.approvals?.manager ?? 'optional',
      byPayGroup: Object.fromEntries(
        Object.entries(written.approvals?.payGroups ?? {}).map(([id, { manager }]) => [id, manager]),
      ),
    },
    stages,
    dealFields: Object.entries(written.dealFields ?? {}).map(([name, type]) => ({ name, type })),
    fullRoles: written.roles.full,
    overlayRoles: written.roles.overlay ?? [],
    overlayLimits: Object.entries(written.roles.overlayLimits ?? {}).map(([role, share]) => ({
      role,
      share: formatRatio(share, SHARE_PLACES),
    })),
  });
}

/** A name of the company's own may not stand for something that is there already. */
function checkNames(written: WrittenCompany, source: SourceText): Problem[] {
  const company = companyOf({ ...written, dealFields: {} });
  const taken = new Set([...factDeclarations(company).keys(), ...Object.keys(RECORD_KINDS.deal.fields)]);
  const fields = Object.keys(written.dealFields ?? {}).filter((name) => taken.has(name));
  const roles = [...written.roles.full, ...(written.roles.overlay ?? [])];
  const twice = roles.filter((role, index) => roles.indexOf(role) < index);
  const fieldProblems = fields.map((name) => {
    const found = problem('duplicate-key', `every deal has a ${name} already`, {
      found: name,
      hint: 'give the field another name',
    });
    return locatedProblem({ path: ['dealFields', name], problem: found }, source, 'key');
  });
  const roleProblems = twice.map((role) => {
    const found = problem('invalid-value', `the role ${role} is named twice`, { found: role });
    return locatedProblem({ path: ['roles'], problem: found }, source);
  });
  const overlay = written.roles.overlay ?? [];
  const strange = Object.keys(written.roles.overlayLimits ?? {}).filter((role) => !overlay.includes(role));
  const limitProblems = strange.map((role) => {
    const found = problem('unknown-role', `${role} is no overlay role`, {
      found: role,
      expected: overlay.length === 0 ? 'a role of roles.overlay' : oneOf(overlay),
      hint: didYouMean(role, overlay),
    });
    return locatedProblem({ path: ['roles', 'overlayLimits', role], problem: found }, source, 'key');
  });
  return [...fieldProblems, ...roleProblems, ...limitProblems];
}

/** Whether managers have to approve. */
function requirement() {
  return word(['required', 'optional']).meta({
    description: 'Whether a manager has to approve statements before the pay period is submitted.',
  });
}

/** A pay group is named by its pay calendar and currency. */
function payGroup() {
  const named = new RegExp(`^(${PAY_FREQUENCIES.join('|')})-[A-Z]{3}$`);
  return z.string().refine((name) => named.test(name), {
    error: 'this is no pay group',
    params: { code: 'id-expected', expected: 'a pay calendar and a currency, such as monthly-USD' },
  });
}

/** A field of a deal is named like the built-in ones, in camelCase. */
function fieldName() {
  return z.string().refine((name) => /^[a-z][a-zA-Z0-9]*$/.test(name) && !(name in {}), {
    error: 'this is no name of a field',
    params: { code: 'id-expected', expected: 'a name of letters and digits, such as partnerTier' },
  });
}
