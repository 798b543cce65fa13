import type { Route } from '../../http/route.js';
import { approvalsPage, decideApprovals } from './approvals-page.js';
import { teamPage } from './team-page.js';
import { teamsPage } from './teams-page.js';

/** How far teams have come, and what waits for the approval of those who lead them. */
export const managerPages: readonly Route[] = [teamsPage, teamPage, approvalsPage, decideApprovals];
