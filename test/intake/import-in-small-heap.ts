import { importFiles } from '../../src/intake/import-records.js';
import { closeDatabase, migrateToLatest, openDatabase } from '../../src/store/database.js';
import { COMPANY } from './company.js';

/** Imports a folder into a new database and prints what came of it; started by a test with a small heap. */
const [folder = '', path = ''] = process.argv.slice(2);
const db = await openDatabase(path);
await migrateToLatest(db);
const result = await importFiles(db, [folder], { company: COMPANY, actor: 'local', onConflict: 'correct' });
await closeDatabase(db);
console.log(JSON.stringify({ counts: result.counts, problemCount: result.problemCount }));
