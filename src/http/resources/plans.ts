import { z } from 'zod';
import { civilDate, currency as currencyCode } from '../../records/values.js';
import { readPlanVersions, type StoredPlanVersion } from '../../store/plan-versions.js';
import { pagedList, pageResponse } from '../page.js';
import { recordName } from '../record-name.js';
import { notFound } from '../refusal.js';
import { dayText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';

const plans = pagedList('plans', z.strictObject({ plan: recordName() }));

const planVersion = z
  .strictObject({
    hash: z.string().meta({ description: 'SHA-256 of what it says: by this, lines name what made them' }),
    path: z.string().meta({ description: 'The file, below the folder of rules' }),
    effective: z
      .strictObject({ from: dayText, to: dayText.nullable() })
      .meta({ description: 'The days on which it is in force; `to` is the first day after' }),
    currency: z.string(),
    corrects: z.string().nullable().meta({ description: 'The hash of the version that it supersedes' }),
    change: z.int().meta({ description: 'The change that published it' }),
    untilChange: z
      .int()
      .nullable()
      .meta({ description: 'The change that took it away; null while it holds' }),
  })
  .meta({ id: 'PlanVersion', description: 'A version of a plan' });

const plan = z
  .strictObject({
    plan: z.string(),
    versions: z.array(planVersion).meta({ description: 'In the order in which they were published' }),
  })
  .meta({ id: 'Plan', description: 'A plan and its versions' });

const planSource = z
  .strictObject({ plan: z.string(), ...planVersion.shape, source: z.string() })
  .meta({ id: 'PlanSource', description: 'A version of a plan, as it was written' });

/** Plans and their versions. */
export const planRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/plans',
    access: 'rules',
    tag: 'plans',
    summary: 'The plans that are published, in the order of their ids',
    query: z.strictObject({
      ...plans.query,
      begins: recordName().optional().meta({ description: 'What the id begins with' }),
      on: civilDate().optional().meta({ description: 'Only plans, and versions, in force on this day' }),
      currency: currencyCode().optional().meta({ description: 'Only what pays in this currency' }),
    }),
    responses: { 200: { description: 'A page of plans, with the versions that hold', json: pageOf(plan) } },
    answer: async ({ query: { limit, cursor, begins = '', on, currency }, url }, { db }) => {
      const published = await readPlanVersions(db, { all: false });
      const versions = published.filter((each) => {
        const { effective, currency: own } = versionDocument(each);
        const isCurrent = on === undefined || contains(effective, on);
        return each.plan.startsWith(begins) && isCurrent && (currency ?? own) === own;
      });
      const ids = [...new Set(versions.map(({ plan: id }) => id))];
      const rows = ids.filter((id) => cursor === undefined || id > cursor.plan);
      const { items, next } = plans.page(rows, limit, (id) => ({ plan: id }));
      const shown = items.map((id) => planDocument(id, versions));
      return pageResponse({ items: shown, next }, url);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/plans/:plan',
    access: 'rules',
    tag: 'plans',
    summary: 'A plan with all versions that were ever published',
    params: z.strictObject({ plan: recordName() }),
    responses: { 200: { description: 'The plan', json: plan } },
    refusals: [404],
    answer: async ({ params: { plan: id } }, { db }) => {
      const versions = await readPlanVersions(db, { plan: id, all: true });
      if (versions.length === 0)
        throw notFound(`there is no plan ${id}`, { hint: 'GET /api/v1/plans lists them' });
      return Response.json(planDocument(id, versions));
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/plans/:plan/versions/:hash',
    access: 'rules',
    tag: 'plans',
    summary: 'A version of a plan, as it was written last',
    params: z.strictObject({ plan: recordName(), hash: recordName() }),
    tagged: true,
    responses: { 200: { description: 'The version', json: planSource } },
    refusals: [404],
    answer: async ({ params: { plan: id, hash } }, { db }) => {
      const versions = await readPlanVersions(db, { plan: id, all: true });
      const found = versions.findLast((version) => version.hash === hash);
      if (found === undefined) {
        const hint = `GET /api/v1/plans/${encodeURIComponent(id)} lists its versions`;
        throw notFound(`there is no version ${hash} of the plan ${id}`, { hint });
      }
      return Response.json({ plan: id, ...versionDocument(found), source: found.source });
    },
  }),
];

function planDocument(id: string, versions: readonly StoredPlanVersion[]): z.output<typeof plan> {
  const own = versions.filter((version) => version.plan === id);
  return { plan: id, versions: own.map(versionDocument) };
}

/** Whether a day is among those from one up to another, which is the first day after. */
function contains({ from, to }: { readonly from: string; readonly to: string | null }, day: string): boolean {
  return from <= day && (to === null || day < to);
}

/** What of a plan its canonical form says for all of it; only sound plans were ever published. */
interface Header {
  readonly effective: { readonly from: string; readonly to?: string | null };
  readonly currency: string;
  readonly corrects?: string | null;
}

function versionDocument({ hash, path, canonical, change, untilChange }: StoredPlanVersion) {
  const { effective, currency, corrects = null }: Header = JSON.parse(canonical);
  const { from, to = null } = effective;
  return { hash, path, effective: { from, to }, currency, corrects, change, untilChange };
}
