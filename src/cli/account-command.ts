import { type Command, Option } from 'commander';
import { ROLES, type Role } from '../access/permissions.js';
import type { AccountDesk, CreatedAccount } from '../http/accounts/account-desk.js';
import { accountDocument } from '../http/accounts/account-document.js';
import type { Result } from '../problems/result.js';
import { type Account, type AccountChange, listAccounts } from '../store/accounts.js';
import { ProblemsFound } from './problems-found.js';
import { type PasswordFlags, readPassword } from './read-password.js';
import type { Session } from './session.js';
import { tableText } from './table.js';
import { accountNamed, withAccounts } from './with-accounts.js';

/**
 * Adds `attain account …`: who may sign in, and as what.
 *
 * @example
 * addAccountCommand(session);
 */
export function addAccountCommand(session: Session): void {
  const account = session.program
    .command('account')
    .description('say who may sign in to the service, and as what')
    .helpCommand(false);
  addCreate(account, session);
  addList(account, session);
  addChange(account, session);
  addSwitch(account, session, { name: 'disable', isDisabled: true });
  addSwitch(account, session, { name: 'enable', isDisabled: false });
  addPassword(account, session);
}

/** Loaded when it is needed: the library that signs people in takes its time. */
function desk() {
  return import('../http/accounts/account-desk.js');
}

interface CreateFlags extends PasswordFlags {
  readonly email: string;
  readonly name: string;
  readonly role: readonly Role[];
  readonly payee?: string;
  readonly person?: string;
  readonly password: boolean;
}

function roleOption(): Option {
  return new Option('--role <roles...>', 'what they are, one or several').choices(ROLES);
}

function withPasswordOptions(command: Command): Command {
  return command
    .option('--password-stdin', 'read the password from standard input; else one for once is made')
    .option('--ask-password', 'ask for the password at the terminal');
}

function addCreate(account: Command, session: Session): void {
  const command = account
    .command('create')
    .description('make an account; its password for once is printed unless one is given')
    .requiredOption('--email <address>', 'by which they sign in')
    .requiredOption('--name <name>', 'the name that is shown')
    .addOption(roleOption().makeOptionMandatory())
    .option('--payee <id>', 'whose figures are their own')
    .option('--person <id>', 'by which what they do is recorded; the payee, or what comes before the @')
    .option('--no-password', 'they sign in by the provider of the company alone');
  withPasswordOptions(command).action(
    ({ email, name, role, payee, person, password, ...flags }: CreateFlags) =>
      withAccounts(session, async (open) => {
        const { createAccount } = await desk();
        const first = password ? await readPassword(flags) : ({ kind: 'none' } as const);
        const wanted = { email, name, roles: role, payee: payee ?? null, person, password: first };
        const { account: made, oncePassword } = value(await createAccount(open, wanted, session.actor));
        told(session, { account: made, oncePassword }, 'Created');
      }),
  );
}

function addList(account: Command, session: Session): void {
  account
    .command('list')
    .description('list the accounts')
    .action(() =>
      withAccounts(session, async ({ serviceDb }) => {
        const accounts = await listAccounts(serviceDb);
        session.print(accounts.map(accountDocument), () => accountsText(accounts));
      }),
    );
}

interface ChangeFlags {
  readonly email?: string;
  readonly name?: string;
  readonly role?: readonly Role[];
  readonly payee?: string | false;
}

function addChange(account: Command, session: Session): void {
  account
    .command('change')
    .argument('<account>', 'its e-mail address, or its person')
    .description('change an account; with other roles its owner has to sign in again')
    .option('--email <address>', 'by which they sign in')
    .option('--name <name>', 'the name that is shown')
    .addOption(roleOption())
    .option('--payee <id>', 'whose figures are their own')
    .option('--no-payee', 'no figures are their own')
    .action((named: string, { role, payee, ...flags }: ChangeFlags) =>
      withAccounts(session, async (open) => {
        const change: AccountChange = {
          ...flags,
          ...(role !== undefined && { roles: role }),
          // Commander takes `--no-payee` to mean that otherwise there is one.
          ...(payee === false && { payee: null }),
          ...(typeof payee === 'string' && { payee }),
        };
        await changed(session, open, named, change);
      }),
    );
}

function addSwitch(
  account: Command,
  session: Session,
  { name, isDisabled }: { readonly name: string; readonly isDisabled: boolean },
): void {
  account
    .command(name)
    .argument('<account>', 'its e-mail address, or its person')
    .description(
      isDisabled ? 'let nobody in by an account, nor by its tokens' : 'let its owner in by an account again',
    )
    .action((named: string) =>
      withAccounts(session, (open) => changed(session, open, named, { isDisabled })),
    );
}

function addPassword(account: Command, session: Session): void {
  const command = account
    .command('password')
    .argument('<account>', 'its e-mail address, or its person')
    .description('give an account another password, and sign its owner out everywhere');
  withPasswordOptions(command).action((named: string, flags: PasswordFlags) =>
    withAccounts(session, async (open) => {
      const { givePassword } = await desk();
      const found = await accountNamed(open, named);
      const password = await readPassword(flags);
      const oncePassword = value(await givePassword(open, found, password, session.actor));
      told(session, { account: found, oncePassword }, 'Changed the password of');
    }),
  );
}

async function changed(
  session: Session,
  open: AccountDesk,
  named: string,
  change: AccountChange,
): Promise<void> {
  const { changeAccount } = await desk();
  const account = value(await changeAccount(open, await accountNamed(open, named), change, session.actor));
  told(session, { account, oncePassword: null }, 'Changed');
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new ProblemsFound(result.problems, 'No account was changed.');
  return result.value;
}

function told(session: Session, { account, oncePassword }: CreatedAccount, what: string): void {
  const password = oncePassword === null ? {} : { password: oncePassword };
  session.print({ ...accountDocument(account), ...password }, () => {
    const said = `${what} ${account.name} <${account.email}>: ${account.roles.join(', ')}.`;
    if (oncePassword === null) return said;
    return `${said}\nPassword for the first sign-in, where another is to be chosen:\n\n  ${oncePassword}\n`;
  });
}

function accountsText(accounts: readonly Account[]): string {
  if (accounts.length === 0) {
    return 'There is no account yet. `attain account create --role administrator …` makes the first.';
  }
  const columns = [
    { title: 'E-mail' },
    { title: 'Name' },
    { title: 'Person' },
    { title: 'Roles' },
    { title: 'Payee' },
    { title: 'State' },
  ];
  const rows = accounts.map(({ email, name, person, roles, payee, isDisabled, isPasswordDue }) => [
    email,
    name,
    person,
    roles.join(', '),
    payee ?? '',
    isDisabled ? 'disabled' : isPasswordDue ? 'password due' : '',
  ]);
  return tableText(columns, rows);
}
