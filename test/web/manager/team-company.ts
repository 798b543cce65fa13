import type { Role } from '../../../src/access/permissions.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { createApp } from '../../../src/http/app.js';
import { importBody } from '../../../src/intake/import-records.js';
import { readStoredRules } from '../../../src/runs/stored-rules.js';
import type { Database } from '../../../src/store/executor.js';
import { servicesOver } from '../../http/app-services.js';
import { calculate, calculatedDatabase } from '../../http/service.js';

const from = '2026-01-01';

/** Mia leads EMEA with Ada and Bo; below it Max leads DACH with Cy, who has no quota, and Dee, who joined in March. */
const PEOPLE = {
  payees: [
    { id: 'mia', name: 'Mia Stern' },
    { id: 'max', name: 'Max Planck' },
    { id: 'cy', name: 'Cy Young' },
    { id: 'dee', name: 'Dee Dunn' },
  ],
  teams: [{ id: 'dach', name: 'DACH', parent: 'emea' }],
  memberships: [
    { team: 'emea', payee: 'mia', as: 'manager', from },
    { team: 'dach', payee: 'max', as: 'manager', from },
    { team: 'dach', payee: 'cy', as: 'member', from },
    { team: 'dach', payee: 'dee', as: 'member', from: '2026-03-01' },
  ],
  assignments: ['mia', 'max', 'cy', 'dee'].map((payee) => ({ payee, plan: 'ae', from })),
  quotas: ['mia', 'max', 'dee'].map((payee) => ({
    ...{ payee, quota: 'new-acv', from, to: '2027-01-01', amount: '400000', currency: 'USD' },
  })),
};

/** The company of the HTTP tests with managers, calculated through March 2026. */
export async function teamCompany(): Promise<Database> {
  const db = await calculatedDatabase();
  const rules = await readStoredRules(db);
  if (!rules.ok) throw new Error(JSON.stringify(rules.problems));
  const { company } = rules.value.book;
  const options = { company, actor: 'local', onConflict: 'refuse' } as const;
  const taken = await importBody(db, JSON.stringify(PEOPLE), options);
  if (!taken.accepted) throw new Error(JSON.stringify(taken.problems));
  await calculate(db);
  return db;
}

/** The service over a database as somebody sees it; without sign-in where nobody is named. */
export function appAs(db: Database, viewer?: Viewer) {
  const { services } = servicesOver(db);
  return createApp(viewer === undefined ? services : { ...services, viewerOf: async () => viewer });
}

/** Somebody with a role, whose account is that of a payee. */
export function payeeAs(id: string, ...roles: readonly Role[]): Viewer {
  return { id, name: id, roles, payee: id };
}

/** Somebody with a role who is not paid. */
export function personAs(id: string, ...roles: readonly Role[]): Viewer {
  return { id, name: id, roles, payee: null };
}
