import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { statementText } from '../ledger/statement-text.js';
import { SAMPLE_MANAGER, SAMPLE_REP, SAMPLE_THROUGH, TEXTBOOK_PROJECT } from '../sample/sample-constants.js';
import type { DemoResults } from './demo-steps.js';
import { secondsSince } from './seconds-since.js';
import { type Session, withDatabaseAt } from './session.js';
import { teamText } from './team-text.js';

/** Where the demonstration lives; made anew every time. */
const FOLDER = join('.attain', 'demo');

/**
 * Adds `attain demo`: a sample company from its files to statements, in a database of its own.
 *
 * @example
 * addDemoCommand(session);
 */
export function addDemoCommand(session: Session): void {
  session.program
    .command('demo')
    .description(`make a sample company in ${FOLDER} and take it from its files to statements`)
    .action(async () => {
      // The other commands start faster without the sample company.
      const { demonstrate } = await import('./demo-steps.js');
      const started = performance.now();
      const data = join(FOLDER, 'data');
      const database = join(FOLDER, 'attain.sqlite');
      await rm(FOLDER, { recursive: true, force: true });
      await mkdir(data, { recursive: true });
      const results = await withDatabaseAt(database, (db) => demonstrate(session, db, data));
      const text = () =>
        [
          `From nothing to here in ${secondsSince(started)} s.`,
          resultsText(results, session),
          whereNext(database, results),
        ].join('\n\n');
      session.print({ database, data, ...results }, text);
    });
}

function resultsText({ statements, team }: DemoResults, { terminal: { style } }: Session): string {
  const [statement = ''] = statements.map((each) => statementText(each, { style }));
  return `${statement}\n${teamText(team, style)}`;
}

function whereNext(database: string, { statements }: DemoResults): string {
  const attain = `npx attain --database ${database}`;
  const lines = statements.flatMap(({ components }) => components.flatMap((each) => each.lines));
  const line = lines[0]?.id;
  const commands: readonly (readonly [string, string])[] = [
    [`statements --period ${SAMPLE_THROUGH}`, 'everybody in that month'],
    [`statement ${SAMPLE_REP} ${SAMPLE_THROUGH}`, 'the statement above'],
    ...(line === undefined ? [] : [[`explain ${line}`, 'how its first line came about'] as const]),
    [`explain --deal ${TEXTBOOK_PROJECT}`, 'who was credited with a deal, and why others were not'],
    [`team ${SAMPLE_MANAGER}`, 'the team above'],
    [`history deal ${TEXTBOOK_PROJECT}`, 'who said what about a deal, and when'],
    ['changes', 'who changed what'],
    ['account create --email you@example.com --name You --role administrator', 'an account to sign in with'],
    ['serve', 'the same in a browser, and over HTTP: http://127.0.0.1:8377'],
  ];
  const shown = commands.map(([command, what]) => `  # ${what}\n  ${attain} ${command}`);
  return ['Where to look next:', ...shown].join('\n');
}
