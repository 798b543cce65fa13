import type { Kysely } from 'kysely';
import { createIndex, createTable, refuseUpdateAndDelete } from './create-table.js';

/**
 * Who may sign in, by what, and who is signed in: the tables that better-auth keeps, under names and with columns of
 * our own. They are used where the service keeps what is its own. What was done with them is history beside the data.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createAccounts(db);
  await createSessions(db);
  await createTokens(db);
  await createActs(db);
}

async function createAccounts(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'user_account', {
    columns: {
      id: 'text',
      email: 'text',
      email_verified: 'integer',
      name: 'text',
      image: 'text?',
      person: 'text',
      payee: 'text?',
      roles: 'text',
      locale: 'text?',
      disabled: 'integer',
      password_due: 'integer',
      created_at: 'text',
      updated_at: 'text',
    },
    key: ['id'],
    clustered: false,
  }).execute();
  await createIndex(db, 'user_account', ['email'], { unique: true });
  await createIndex(db, 'user_account', ['person'], { unique: true });
  await createTable(db, 'account_credential', {
    columns: {
      id: 'text',
      account: 'text',
      provider: 'text',
      subject: 'text',
      password: 'text?',
      access_token: 'text?',
      refresh_token: 'text?',
      id_token: 'text?',
      access_token_expires_at: 'text?',
      refresh_token_expires_at: 'text?',
      scope: 'text?',
      created_at: 'text',
      updated_at: 'text',
    },
    key: ['id'],
    clustered: false,
  })
    .addForeignKeyConstraint('account_credential_of_account', ['account'], 'user_account', ['id'])
    .execute();
  await createIndex(db, 'account_credential', ['account']);
  await createIndex(db, 'account_credential', ['provider', 'subject'], { unique: true });
}

async function createSessions(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'account_session', {
    columns: {
      id: 'text',
      account: 'text',
      token: 'text',
      address: 'text?',
      browser: 'text?',
      acting_for: 'text?',
      acting_until: 'text?',
      expires_at: 'text',
      created_at: 'text',
      updated_at: 'text',
    },
    key: ['id'],
    clustered: false,
  })
    .addForeignKeyConstraint('account_session_of_account', ['account'], 'user_account', ['id'])
    .execute();
  await createIndex(db, 'account_session', ['token'], { unique: true });
  await createIndex(db, 'account_session', ['account']);
  await createTable(db, 'account_verification', {
    columns: {
      id: 'text',
      identifier: 'text',
      value: 'text',
      expires_at: 'text',
      created_at: 'text',
      updated_at: 'text',
    },
    key: ['id'],
    clustered: false,
  }).execute();
  await createIndex(db, 'account_verification', ['identifier']);
  await createTable(db, 'account_attempts', {
    columns: { id: 'text', key: 'text', count: 'integer', last_at: 'integer' },
    key: ['id'],
    clustered: false,
  }).execute();
  await createIndex(db, 'account_attempts', ['key'], { unique: true });
}

async function createTokens(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'account_token', {
    columns: {
      id: 'text',
      account: 'text',
      config: 'text',
      name: 'text?',
      start: 'text?',
      prefix: 'text?',
      hash: 'text',
      permissions: 'text?',
      metadata: 'text?',
      enabled: 'integer?',
      remaining: 'integer?',
      refill_interval: 'integer?',
      refill_amount: 'integer?',
      last_refill_at: 'text?',
      rate_limit_enabled: 'integer?',
      rate_limit_window: 'integer?',
      rate_limit_most: 'integer?',
      request_count: 'integer?',
      last_request: 'text?',
      expires_at: 'text?',
      created_at: 'text',
      updated_at: 'text',
    },
    key: ['id'],
    clustered: false,
  })
    .addForeignKeyConstraint('account_token_of_account', ['account'], 'user_account', ['id'])
    .execute();
  await createIndex(db, 'account_token', ['hash'], { unique: true });
  await createIndex(db, 'account_token', ['account']);
}

async function createActs(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'account_act', {
    columns: { change: 'integer', subject: 'text', act: 'text', detail: 'text', at: 'text' },
    key: ['change', 'subject'],
    clustered: true,
  }).execute();
  await refuseUpdateAndDelete(db, 'account_act');
}
