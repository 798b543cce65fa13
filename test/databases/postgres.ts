import pg from 'pg';
import { inject } from 'vitest';
import { removeAfterFile, removeAfterTest } from './opened.js';

/** The address of a new database with nothing in it, which is deleted after the test. */
export async function newPostgresAddress(): Promise<string> {
  const name = await createDatabase('template0');
  const client = await administrator();
  removeAfterTest(async () => {
    await client.query(`drop database ${name} with (force)`);
  });
  return addressOf(name);
}

/**
 * The address of a database with all tables and nothing in them. It is emptied after the test, for the next
 * one that wants such a database: to empty it is many times quicker than to make it.
 */
export async function emptyPostgresAddress(): Promise<string> {
  const client = await administrator();
  const { rows } = await client.query<{ name: string }>(`
    delete from free_database where name =
      (select name from free_database limit 1 for update skip locked) returning name`);
  const name = rows[0]?.name ?? (await createDatabase(databaseOf(inject('postgresTemplate'))));
  const address = addressOf(name);
  removeAfterTest(async () => {
    await emptyTables(address);
    await client.query('insert into free_database values ($1)', [name]);
  });
  return address;
}

/** The role switches off what refuses to delete history, and foreign keys. The beginning of the chain stays. */
const EMPTY_TABLES = `
  do $$ declare each text; begin
    set local session_replication_role = replica;
    for each in select quote_ident(tablename) from pg_tables
      where schemaname = 'public' and tablename not like 'kysely_%' loop
      execute 'delete from ' || each ||
        case each when 'change_record' then ' where number > 0' when 'change_part' then ' where record > 0' else '' end;
    end loop;
    for each in select quote_ident(sequencename) from pg_sequences where schemaname = 'public' loop
      perform setval(each, 1, false);
    end loop;
  end $$`;

async function emptyTables(address: string): Promise<void> {
  const client = new pg.Client(address);
  await client.connect();
  await client.query(EMPTY_TABLES);
  await client.end();
}

let created = 0;

async function createDatabase(template: string): Promise<string> {
  created += 1;
  const name = `test_${process.pid}_${created}`;
  const client = await administrator();
  await client.query(`create database ${name} template ${template} strategy file_copy`);
  return name;
}

let connected: Promise<pg.Client> | undefined;

/** The one connection of a test file by which it makes and deletes its databases. */
async function administrator(): Promise<pg.Client> {
  connected ??= (async () => {
    const client = new pg.Client(addressOf('postgres'));
    await client.connect();
    removeAfterFile(async () => {
      connected = undefined;
      await client.end();
    });
    return client;
  })();
  return connected;
}

function addressOf(database: string): string {
  const address = new URL(inject('postgresTemplate'));
  address.pathname = database;
  return address.href;
}

function databaseOf(address: string): string {
  return new URL(address).pathname.slice(1);
}
