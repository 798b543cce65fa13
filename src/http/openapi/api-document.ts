import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { RouteDescription } from '../route.js';
import { describeRoute, documentPath } from './describe-route.js';

/** The groups that routes belong to, in the order in which they are shown. */
const TAGS: Readonly<Record<string, string>> = {
  payees: 'Who is paid',
  statements: 'What payees earned, are paid and are owed, and how each amount came about',
  teams: 'Teams, and how far they have come',
  deals: 'Deals, and what became of them',
  records: 'What is calculated from: deals, splits, quotas, cash and the like',
  imports: 'Records coming in',
  runs: 'Calculations',
  'pay-periods': 'Pay periods of pay groups: submitted, approved, closed and verified',
  adjustments: 'Amounts that are added to pay by hand, or taken off, and approved by another person',
  disputes: 'Lines that somebody questions, what would put them right, and what came of it',
  ledger: 'What was posted for payees, and what is on their accounts',
  payouts: 'Batches of pay: built, approved, sent to payroll and confirmed',
  reconciliation: 'What was paid held against the customers’ cash, to the cent',
  accounting: 'Accruals, costs of contracts, the journal and the cost of sales',
  tasks: 'Closings, verifications and audits, worked on beside the requests',
  plans: 'Plans and their versions',
  rules: 'Rule files: checked and published',
  accounts: 'Who may sign in, as what, and the tokens by which machines come in',
  service: 'The service itself',
};

const ABOUT = `
Amounts are decimal texts with a currency, never numbers; dates are \`YYYY-MM-DD\`, and \`to\` is the first day after.
Lists come in pages: \`next\` is the \`cursor\` of the page after, and the \`Link\` header has its address.
Whatever is refused is told as \`application/problem+json\` with a \`code\` that does not change.
Whoever asks has a token, which is sent as \`Authorization: Bearer …\`, or has signed in with a browser; \`x-access\` names what
the roles of an account, and the scopes of a token, have to allow.
Every request has an id, \`x-request-id\`, by which the log knows it.
`.trim();

/** How a request tells who sends it. */
const SIGNED_IN = {
  token: { type: 'http', scheme: 'bearer', description: 'A token, as `attain token create` makes it' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'attain.session_token',
    description: 'Kept by signing in at /sign-in',
  },
} as const;

/**
 * The API as an OpenAPI 3.1 document, made from the schemas that the routes themselves go by.
 *
 * @example
 * apiDocument(ROUTES, '0.2.0').openapi // '3.1.0'
 */
export function apiDocument(routes: readonly RouteDescription[], version: string) {
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Attain',
        version,
        description: ABOUT,
      },
      servers: [{ url: '/', description: 'This service' }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      security: [{ token: [] }, { session: [] }],
      components: { securitySchemes: SIGNED_IN },
      paths: pathsOf(routes),
    },
    // A value that is read from text is described by what stands in its schema's own words.
    { allowEmptySchema: { unknown: true, transform: true, custom: true } },
  );
}

function pathsOf(routes: readonly RouteDescription[]): ZodOpenApiPathsObject {
  const paths: Record<string, ZodOpenApiPathsObject[string]> = {};
  for (const route of routes) {
    const path = documentPath(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route) };
  }
  return paths;
}
