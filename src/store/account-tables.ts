/** The tables of those who may sign in, as the query builder knows them. better-auth reads and writes them too. */
export interface AccountTables {
  user_account: AccountTable;
  account_credential: AccountCredentialTable;
  account_session: AccountSessionTable;
  account_token: AccountTokenTable;
  account_act: { change: bigint; subject: string; act: string; detail: string; at: string };
}

interface AccountTable {
  id: string;
  email: string;
  email_verified: bigint;
  name: string;
  image: string | null;
  person: string;
  payee: string | null;
  roles: string;
  locale: string | null;
  disabled: bigint;
  password_due: bigint;
  created_at: string;
  updated_at: string;
}

interface AccountCredentialTable {
  id: string;
  account: string;
  provider: string;
  subject: string;
  password: string | null;
  created_at: string;
  updated_at: string;
}

interface AccountSessionTable {
  id: string;
  account: string;
  token: string;
  address: string | null;
  browser: string | null;
  acting_for: string | null;
  acting_until: string | null;
  expires_at: string;
  created_at: string;
  updated_at: string;
}

interface AccountTokenTable {
  id: string;
  account: string;
  name: string | null;
  start: string | null;
  permissions: string | null;
  last_request: string | null;
  expires_at: string | null;
  created_at: string;
}
