import { type Command, Option } from 'commander';
import { PERMISSIONS, type Permission } from '../access/permissions.js';
import { tokenDocument } from '../http/accounts/account-document.js';
import { listTokens } from '../store/account-tokens.js';
import { listAccounts } from '../store/accounts.js';
import { ProblemsFound } from './problems-found.js';
import type { Session } from './session.js';
import { tableText } from './table.js';
import { UsageError } from './usage-error.js';
import { wholeNumber } from './whole-number.js';
import { accountNamed, tokenMaker, withAccounts } from './with-accounts.js';

/**
 * Adds `attain token …`: how machines come in.
 *
 * @example
 * addTokenCommand(session);
 */
export function addTokenCommand(session: Session): void {
  const token = session.program
    .command('token')
    .description('let machines in to the API, by tokens of an account')
    .helpCommand(false);
  addCreate(token, session);
  addList(token, session);
  addRevoke(token, session);
}

interface CreateFlags {
  readonly account: string;
  readonly name: string;
  readonly scope: readonly Permission[];
  readonly expires: number;
}

function addCreate(token: Command, session: Session): void {
  token
    .command('create')
    .description('make a token, which is shown this once; what it does, the owner of the account did')
    .requiredOption('--account <account>', 'whose token it is: an e-mail address, or a person')
    .requiredOption('--name <name>', 'what it is for')
    .addOption(
      new Option('--scope <permissions...>', 'what of the permissions of the account it has')
        .choices(PERMISSIONS)
        .makeOptionMandatory(),
    )
    .option('--expires <days>', 'after how many days it ends', wholeNumber, 365)
    .action(({ account, name, scope, expires }: CreateFlags) =>
      withAccounts(session, async (open) => {
        const { createToken } = await import('../http/accounts/tokens.js');
        const owner = await accountNamed(open, account);
        const noted = { actor: session.actor, note: open.note };
        const made = await createToken(
          await tokenMaker(open),
          owner,
          { name, scopes: scope, days: expires },
          noted,
        );
        if (!made.ok) throw new ProblemsFound(made.problems, 'No token was made.');
        session.print(
          { id: made.value.id, token: made.value.text, name, scopes: scope, account: owner.email },
          () => `Token of ${owner.email}, shown this once:\n\n  ${made.value.text}\n`,
        );
      }),
    );
}

function addList(token: Command, session: Session): void {
  token
    .command('list')
    .description('list the tokens')
    .option('--account <account>', 'only those of an account')
    .action(({ account }: { readonly account?: string }) =>
      withAccounts(session, async (open) => {
        const owner = account === undefined ? undefined : await accountNamed(open, account);
        const tokens = await listTokens(open.serviceDb, owner === undefined ? {} : { account: owner.id });
        const owners = new Map((await listAccounts(open.serviceDb)).map((each) => [each.id, each]));
        const rows = tokens.map((each) => tokenDocument(each, owners.get(each.account)));
        session.print(rows, () => tokensText(rows));
      }),
    );
}

function addRevoke(token: Command, session: Session): void {
  token
    .command('revoke')
    .argument('<id>', 'the id of the token, as `attain token list` tells')
    .description('end a token')
    .action((id: string) =>
      withAccounts(session, async (open) => {
        const { revokeToken } = await import('../http/accounts/revoke-token.js');
        const isRevoked = await revokeToken(open, { id }, session.actor);
        if (!isRevoked) throw new UsageError(`there is no token ${id}`, '`attain token list` lists them');
        session.print({ id, revoked: true }, () => `Revoked the token ${id}.`);
      }),
    );
}

function tokensText(tokens: readonly ReturnType<typeof tokenDocument>[]): string {
  if (tokens.length === 0) return 'There is no token.';
  const columns = ['Id', 'Account', 'Name', 'Begins', 'Scopes', 'Used', 'Ends'].map((title) => ({ title }));
  const rows = tokens.map(({ id, account, name, start, scopes, usedAt, expiresAt }) => [
    id,
    account,
    name,
    start,
    scopes.join(', '),
    usedAt?.slice(0, 10) ?? 'never',
    expiresAt?.slice(0, 10) ?? 'never',
  ]);
  return tableText(columns, rows);
}
