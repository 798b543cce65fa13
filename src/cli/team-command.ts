import { addDays } from '../calendar/civil-date.js';
import type { TeamDocument } from '../runs/team-document.js';
import { publishedOrRefuse } from './published-or-refuse.js';
import { readThrough } from './read-through.js';
import type { Session } from './session.js';
import { latestTeamDocuments, teamsMeant } from './team-documents.js';
import { teamText } from './team-text.js';

/**
 * Adds `attain team <team>`: how far a team has come, pooled and on average, member by member.
 *
 * @example
 * addTeamCommand(session);
 */
export function addTeamCommand(session: Session): void {
  session.program
    .command('team')
    .argument('<team>', 'the id of the team, or of a payee who manages one')
    .description('show the attainment of a team, pooled and average, down all teams below it')
    .option('--through <when>', 'as of the end of a period or day; the last that is calculated unless said')
    .action((name: string, { through }: { readonly through?: string }) =>
      session.withDatabase(async (db) => {
        const { scope, terminal } = session;
        const run = await publishedOrRefuse(db);
        const day = through === undefined ? run.through : addDays(await readThrough(db, through), -1);
        const documents: TeamDocument[] = [];
        for (const team of await teamsMeant(db, scope, name, day)) {
          documents.push(...(await latestTeamDocuments(db, scope, team, day)));
        }
        if (documents.some(({ status }) => status === 'incomplete')) session.foundProblems();
        session.print(documents, () => teamText(documents, terminal.style));
      }),
    );
}
