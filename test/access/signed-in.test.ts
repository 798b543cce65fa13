import { expect, it } from 'vitest';
import { ROLES } from '../../src/access/permissions.js';
import { importBody } from '../../src/intake/import-records.js';
import { readCompanyFile } from '../../src/rules/company-file.js';
import { signedInService } from '../http/accounts/signed-in-service.js';
import { COMPANY_TEXT } from '../http/service.js';

it('who has signed in may do what their roles allow, over HTTP', async () => {
  const service = await signedInService();
  const paths = ['/api/v1/payees', '/api/v1/runs', '/metrics', '/accounts'];
  const company = readCompanyFile(COMPANY_TEXT, 'company.yaml');
  if (!company.ok) throw new Error('The company file is not sound.');
  const payees = ['the-payee', 'the-manager'].map((id) => ({ id, name: id }));
  const options = { company: company.value, actor: 'local', onConflict: 'refuse' } as const;
  await importBody(service.db, JSON.stringify({ payees }), options);
  const found: Record<string, readonly number[]> = {};
  const ask = async (headers: Readonly<Record<string, string>>) => {
    const statuses: number[] = [];
    for (const path of paths) statuses.push((await service.ask(path, { headers })).status);
    return statuses;
  };
  found['stranger'] = await ask({});
  for (const role of ROLES) {
    const payee = role === 'payee' || role === 'manager' ? `the-${role}` : null;
    await service.account(role.toLowerCase(), [role], { payee });
    found[role] = await ask({ cookie: await service.signIn(role.toLowerCase()) });
  }
  expect(found).toEqual({
    stranger: [401, 401, 401, 303],
    payee: [200, 403, 403, 403],
    manager: [200, 403, 403, 403],
    compAdmin: [200, 200, 403, 403],
    finance: [200, 200, 403, 403],
    auditor: [200, 200, 200, 403],
    administrator: [200, 200, 200, 200],
  });
});

it('nobody says who they are by a header where people sign in', async () => {
  const service = await signedInService();
  await service.account('maria', ['administrator']);
  const cookie = await service.signIn('maria');
  const named = { 'attain-person': 'maria' };
  expect((await service.ask('/api/v1/payees', { headers: named })).status).toBe(401);
  const response = await service.ask('/api/v1/payees', { headers: { ...named, cookie } });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'bad-request', field: 'attain-person' });
});
