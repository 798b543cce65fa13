import { expect, it } from 'vitest';
import { attain, workFolder } from './attain.js';

const MARIA = ['--email', 'Maria@example.com', '--name', 'Maria', '--role', 'administrator'];

async function folderWithMaria(): Promise<{ readonly folder: string; readonly password: string }> {
  const folder = workFolder();
  await attain(folder, 'init');
  const { out } = await attain(folder, 'account', 'create', ...MARIA, '--json');
  const made = JSON.parse(out) as { readonly password: string };
  expect(made).toMatchObject({ email: 'maria@example.com', person: 'Maria', roles: ['administrator'] });
  return { folder, password: made.password };
}

it('makes accounts, changes them, and never lets the last administrator go', async () => {
  const { folder, password } = await folderWithMaria();
  expect(password).toMatch(/^[\w-]{20}$/);
  const twice = await attain(folder, 'account', 'create', ...MARIA, '--person', 'mia');
  expect([twice.exitCode, twice.error]).toEqual([
    1,
    expect.stringContaining('conflicting-record: another account has this email'),
  ]);
  const last = await attain(folder, 'account', 'disable', 'maria@example.com');
  expect([last.exitCode, last.error]).toEqual([
    1,
    expect.stringContaining('nobody would be left to administer'),
  ]);
  await attain(folder, 'account', 'create', '--email', 'bo@example.com', '--name', 'Bo', '--role', 'auditor');
  const bo = await attain(folder, 'account', 'change', 'bo', '--role', 'finance', 'auditor', '--json');
  expect(JSON.parse(bo.out)).toMatchObject({ roles: ['finance', 'auditor'], passwordDue: true });
  await attain(folder, 'account', 'disable', 'bo');
  const { out } = await attain(folder, 'account', 'list');
  expect(out).toBe(
    [
      'E-mail             Name   Person  Roles             Payee  State',
      'bo@example.com     Bo     bo      finance, auditor         disabled',
      'maria@example.com  Maria  Maria   administrator            password due',
      '',
    ].join('\n'),
  );
  const unknown = await attain(folder, 'account', 'enable', 'zoe');
  expect([unknown.exitCode, unknown.error]).toEqual([
    2,
    'error: there is no account zoe\n  hint: `attain account list` lists them\n',
  ]);
});

it('makes tokens, lists and revokes them, and the history tells', async () => {
  const { folder } = await folderWithMaria();
  const create = ['token', 'create', '--account', 'Maria', '--name', 'CRM', '--scope', 'configure', 'runs'];
  const made = await attain(folder, ...create, '--json');
  const { token } = JSON.parse(made.out) as { readonly token: string };
  expect(token).toMatch(/^attain_[A-Za-z]{64}$/);
  const { out } = await attain(folder, 'token', 'list', '--json');
  const [listed] = JSON.parse(out) as readonly { readonly id: string }[];
  expect(listed).toMatchObject({ name: 'CRM', scopes: ['configure', 'runs'], start: token.slice(0, 12) });
  expect(out).not.toContain(token);
  expect(await attain(folder, 'token', 'revoke', listed?.id ?? '')).toMatchObject({ exitCode: 0 });
  expect((await attain(folder, 'token', 'list')).out).toBe('There is no token.\n');
  const changes = await attain(folder, 'changes', '--json');
  expect(JSON.parse(changes.out)).toMatchObject([
    { command: 'token revoke', reason: 'Maria: CRM' },
    { command: 'token create', reason: 'Maria: CRM; configure, runs' },
    { command: 'account create' },
  ]);
  const wrong = await attain(folder, ...create.slice(0, -2), 'everything');
  expect(wrong.exitCode).toBe(2);
});
