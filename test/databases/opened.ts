import { TestRunner } from 'vitest';
import { closeDatabase, openDatabase } from '../../src/store/database.js';
import type { Database } from '../../src/store/executor.js';

type Ending = () => Promise<void>;

const endingsOfTest: Ending[] = [];
const endingsOfFile: Ending[] = [];

/** Ends what a test has opened; see `end-opened.ts`. */
export function endOfTest(): Promise<void> {
  return runAll(endingsOfTest);
}

/** Ends what the tests of a file have opened together. */
export function endOfFile(): Promise<void> {
  return runAll(endingsOfFile);
}

/** What was opened last ends first, as it may need what was there before it. */
async function runAll(endings: Ending[]): Promise<void> {
  for (const end of endings.splice(0).reverse()) await end();
}

/** A handle that is closed after the test; one that is opened before the tests, after those of the file. */
export async function openTemporary(address: string): Promise<Database> {
  const db = await openDatabase(address);
  removeAfterTest(() => closeDatabase(db));
  return db;
}

/** Does something after the test, the last that was asked for first; asked for before the tests, after all. */
export function removeAfterTest(remove: Ending): void {
  (TestRunner.getCurrentTest() === undefined ? endingsOfFile : endingsOfTest).push(remove);
}

/** Does something after all tests of the file. */
export function removeAfterFile(remove: Ending): void {
  endingsOfFile.push(remove);
}
