import { join, relative } from 'node:path';
import { parseThrough } from '../calendar/pay-period.js';
import { importFiles } from '../intake/import-records.js';
import type { Statement } from '../ledger/statement.js';
import type { Company } from '../records/company.js';
import { calculateRun, type RunReport } from '../runs/calculate-run.js';
import { packageFile } from '../runs/package-file.js';
import { publishRules } from '../runs/publish-rules.js';
import { readStatements } from '../runs/read-statements.js';
import { readStoredRules } from '../runs/stored-rules.js';
import type { TeamDocument } from '../runs/team-document.js';
import { SAMPLE_MANAGER, SAMPLE_REP, SAMPLE_SEED, SAMPLE_THROUGH } from '../sample/sample-constants.js';
import { writeSample } from '../sample/write-sample.js';
import type { Database } from '../store/executor.js';
import { counted } from './counted.js';
import { ProblemsFound } from './problems-found.js';
import { progressBar } from './progress.js';
import { runText } from './run-text.js';
import { secondsSince } from './seconds-since.js';
import type { Session } from './session.js';
import { latestTeamDocuments, teamsMeant } from './team-documents.js';

/** What the demonstration came to. */
export interface DemoResults {
  readonly run: RunReport;
  readonly statements: readonly Statement[];
  readonly team: readonly TeamDocument[];
}

/**
 * Takes the sample company from nothing to statements, telling each step and how long it took.
 *
 * @param data the folder that the sample's files are written to
 * @example
 * const results = await demonstrate(session, db, '.attain/demo/data');
 */
export async function demonstrate(session: Session, db: Database, data: string): Promise<DemoResults> {
  await timed(session, async () => {
    await writeSample(data, SAMPLE_SEED);
    return `Made a sample company: its files are in ${data}`;
  });
  await timed(session, () => publishSampleRules(session, db));
  const company = await publishedCompany(db);
  await timed(session, () => importSample(session, db, data, company));
  let run: RunReport | undefined;
  await timed(session, async () => {
    run = await calculateSample(session, db, company);
    return runText(run);
  });
  if (run === undefined) throw new Error('The demonstration calculated nothing.');
  return { run, ...(await readResults(session, db, run.through)) };
}

async function publishSampleRules(session: Session, db: Database): Promise<string> {
  const folder = relative('', join(packageFile().root, 'rules'));
  const published = await publishRules(db, folder, { actor: session.actor, reason: 'demo' });
  if (!published.ok) throw new ProblemsFound(published.problems, `The rules in ${folder} are not sound.`);
  const { plans, examples } = published.value;
  return `Checked ${folder}: ${counted(plans, 'plan')} and ${counted(examples, 'example')}, all is well`;
}

async function publishedCompany(db: Database): Promise<Company> {
  const rules = await readStoredRules(db);
  if (!rules.ok) throw new ProblemsFound(rules.problems, 'The rules cannot be read.');
  return rules.value.book.company;
}

async function importSample(session: Session, db: Database, data: string, company: Company): Promise<string> {
  const progress = progressBar('Importing', session.terminal);
  const imported = await importFiles(db, [data], {
    company,
    actor: session.actor,
    reason: 'demo',
    onConflict: 'correct',
    onProgress: ({ bytesRead, bytesTotal }) => progress.update(bytesRead, bytesTotal),
  }).finally(progress.stop);
  if (!imported.accepted) throw new ProblemsFound(imported.problems, `The files in ${data} are not sound.`);
  const records = Object.values(imported.counts).reduce((sum, { inserted }) => sum + inserted, 0);
  return `Imported ${counted(records, 'record')} as one change`;
}

async function calculateSample(session: Session, db: Database, company: Company): Promise<RunReport> {
  const through = parseThrough(SAMPLE_THROUGH, company);
  if (through === undefined) throw new Error(`The sample ends with no period: ${SAMPLE_THROUGH}.`);
  const progress = progressBar('Calculating', session.terminal);
  const done = await calculateRun(db, {
    through,
    actor: session.actor,
    onProgress: ({ payeesDone, payeesTotal }) => progress.update(payeesDone, payeesTotal),
  }).finally(progress.stop);
  if (!done.ok) throw new ProblemsFound(done.problems, 'Nothing was calculated.');
  return done.value;
}

async function readResults({ scope }: Session, db: Database, through: string) {
  const statements = await readStatements(db, scope, SAMPLE_REP, SAMPLE_THROUGH);
  const team: TeamDocument[] = [];
  for (const each of await teamsMeant(db, scope, SAMPLE_MANAGER, through)) {
    team.push(...(await latestTeamDocuments(db, scope, each, through)));
  }
  return { statements, team };
}

async function timed({ options, terminal }: Session, work: () => Promise<string>): Promise<void> {
  const started = performance.now();
  const told = await work();
  if (!options.json) terminal.out(`${told} (${secondsSince(started)} s)`);
}
