import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { companyCalendar } from '../../http/stored-company.js';
import { csvResponse } from '../../http/written-as.js';
import { wholeNumber } from '../../records/values.js';
import { definePage } from '../define-page.js';
import { membersPage } from './members-page.js';
import { rankedMembers } from './ranked-members.js';
import { chosenDocument, isListed } from './shown-team.js';
import { trendExport } from './team-address.js';
import { TeamFigures } from './team-figures.js';
import { TeamChoice, teamFrame } from './team-frame.js';
import { TeamMeasures } from './team-measures.js';
import { TeamMembers } from './team-members.js';
import { TeamTrend, trendCsv } from './team-trend.js';
import { readTeamView } from './team-view.js';
import { NoTeamFigures, TeamsBelow } from './teams-below.js';

/** How far a team has come, pooled and on average, and each of its members whom the viewer may see. */
export const teamPage = definePage({
  path: '/teams/:team',
  access: 'payee-data',
  summary: 'How far a team has come in each measure, pooled and on average, and each member',
  params: z.strictObject({ team: recordName() }),
  query: z.strictObject({
    through: recordName().optional(),
    measure: recordName().optional(),
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
    file: z.literal('trend').optional(),
  }),
  answer: async ({ params, query, scope, viewer, format }, { db }) =>
    db.read(async (trx) => {
      const view = await readTeamView(trx, scope, { team: params.team, through: query.through });
      const calendar = await companyCalendar(trx);
      const document = chosenDocument(view, query.measure);
      const shown = { view, viewer, calendar, format };
      const frame = teamFrame({ ...shown, document });
      const course = view.course.filter(({ measure }) => measure === document?.measure);
      if (query.file !== undefined) {
        return csvResponse(
          trendCsv({ course, windowEnd: document?.window.to ?? '' }, format),
          'windows-of-team.csv',
        );
      }
      if (document === null) return { ...frame, body: <NoTeamFigures {...shown} document={null} /> };
      const team = { ...shown, document };
      const ranked = rankedMembers(document.members);
      const listed = await membersPage(trx, scope, { ranked, document, calendar, asked: query.page });
      return {
        ...frame,
        body: (
          <>
            <TeamChoice {...team} />
            <TeamFigures {...team} />
            {document.status === 'complete' ? null : (
              <p>Figures of some members are missing or may change: their statements say why.</p>
            )}
            <TeamMeasures {...team} ranked={ranked} />
            {isListed(viewer, document) ? (
              <TeamMembers {...team} listed={listed} />
            ) : (
              <p class="quiet">The members of a team are shown to those who manage it.</p>
            )}
            <TeamTrend
              course={course}
              windowEnd={document.window.to}
              exports={[
                { label: 'CSV', href: trendExport({ ...params, ...query, measure: document.measure }) },
              ]}
              format={format}
            />
            <TeamsBelow {...team} />
          </>
        ),
      };
    }),
});
