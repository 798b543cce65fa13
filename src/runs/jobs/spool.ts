import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isPostgresAddress } from '../../store/postgres/is-postgres-address.js';

/** What an uploaded body is called that holds records of several kinds. */
export const SPOOLED_BODY = 'body.json';

/**
 * The folder in which uploads wait to be imported, and the reports of imports are kept: as `ATTAIN_SPOOL` of
 * the environment says, else beside the database; one of this machine where that is of PostgreSQL. Where several
 * machines serve one database, it should be a folder that all of them reach.
 *
 * @example
 * spoolFolder('data/attain.sqlite', {}) // 'data/attain-spool'
 */
export function spoolFolder(database: string, environment: Environment): string {
  const told = toldSpool(environment);
  if (told !== null) return told;
  // Each database has a folder of its own, told apart by where it is and not by who opens it.
  if (isPostgresAddress(database)) return join(tmpdir(), `attain-spool-${placeHash(database)}`);
  const { dir, name } = parse(database);
  return join(dir, `${name}-spool`);
}

/**
 * Whether whoever works on the jobs of a database sees the same spool: the folder that `ATTAIN_SPOOL` names, or the one
 * beside an SQLite file. Where PostgreSQL is used and nothing is said, each machine has its own.
 *
 * @example
 * isSpoolShared('postgres://db.example.com/attain', {}) // false
 */
export function isSpoolShared(database: string, environment: Environment): boolean {
  return toldSpool(environment) !== null || !isPostgresAddress(database);
}

type Environment = Readonly<Record<string, string | undefined>>;

function toldSpool({ ATTAIN_SPOOL: told }: Environment): string | null {
  return told === undefined || told === '' ? null : told;
}

function placeHash(address: string): string {
  const { host, pathname } = new URL(address);
  return createHash('sha256').update(`${host}${pathname}`).digest('hex').slice(0, 16);
}

/** What was uploaded: the folder in the spool that holds it, and its size. */
export interface Upload {
  readonly folder: string;
  readonly bytes: number;
}

/** A file that is uploaded: what it is called in the spool, and what it holds, as it comes in. */
export interface UploadedFile {
  readonly file: string;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Writes a body to the spool as it comes in, so that it may be larger than the memory. What the body throws,
 * this throws, and nothing of it stays.
 *
 * @example
 * const { folder } = await spoolUpload(spool, 'deals.csv', stream);
 */
export async function spoolUpload(
  spool: string,
  file: string,
  body: AsyncIterable<Uint8Array>,
): Promise<Upload> {
  return spoolFiles(spool, [{ file, body }]);
}

/**
 * Writes files to one folder of the spool, one after the other as they come in. What they throw, this throws, and
 * nothing of any of them stays.
 *
 * @example
 * const { folder } = await spoolFiles(spool, filesOfForm);
 */
export async function spoolFiles(
  spool: string,
  files: Iterable<UploadedFile> | AsyncIterable<UploadedFile>,
): Promise<Upload> {
  const folder = randomUUID();
  await mkdir(join(spool, folder), { recursive: true });
  let bytes = 0;
  const counted = async function* (body: UploadedFile['body']): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      bytes += chunk.length;
      yield chunk;
    }
  };
  try {
    for await (const { file, body } of files) {
      await pipeline(counted(body), createWriteStream(join(spool, folder, file)));
    }
  } catch (error) {
    await dropUpload(spool, folder);
    throw error;
  }
  return { folder, bytes };
}

/**
 * Deletes what was uploaded.
 *
 * @example
 * await dropUpload(spool, folder);
 */
export async function dropUpload(spool: string, folder: string): Promise<void> {
  await rm(join(spool, folder), { recursive: true, force: true });
}

/**
 * The file in the spool that tells all problems of an import, as CSV.
 *
 * @example
 * problemReportPath('data/attain-spool', 7) // 'data/attain-spool/import-7-problems.csv'
 */
export function problemReportPath(spool: string, job: number): string {
  return join(spool, `import-${job}-problems.csv`);
}

/**
 * The file in the spool that tells every payee, period and component of a comparison, as CSV.
 *
 * @example
 * comparisonRowsPath('data/attain-spool', 7) // 'data/attain-spool/comparison-7.csv'
 */
export function comparisonRowsPath(spool: string, job: number): string {
  return join(spool, `comparison-${job}.csv`);
}
