import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addCommands } from '../../src/cli/commands.js';
import { Session } from '../../src/cli/session.js';
import { ROUTES } from '../../src/http/routes.js';
import { PLAIN_STYLE } from '../../src/ledger/text-page.js';

/** By each command of the command line, by what the same is done over HTTP, below `/api/v1`. */
const COUNTERPARTS: Readonly<Record<string, readonly string[]>> = {
  check: ['POST /rules/check', 'POST /rules/examples'],
  schema: ['GET /rules/schema'],
  import: ['POST /imports', 'POST /records', 'POST /records/:kind', 'PUT /records/:kind/:key'],
  calculate: ['POST /runs'],
  'plan document': ['GET /plans/:plan/document'],
  'plan accept': ['POST /plans/:plan/acceptances'],
  'plan acceptances': ['GET /acceptances'],
  statements: ['GET /statements', 'GET /payees/:payee/statements'],
  statement: ['GET /payees/:payee/statements/:period'],
  team: ['GET /teams', 'GET /teams/:team/attainment'],
  explain: ['GET /lines/:line/explanation', 'GET /deals/:deal/crediting'],
  earnings: ['GET /payees/:payee/history'],
  held: ['GET /payees/:payee/held'],
  curve: ['GET /payees/:payee/payout-curves', 'GET /plans/:plan/payout-curves', 'POST /rules/payout-curves'],
  'what-if': ['POST /payees/:payee/what-if'],
  compare: ['GET /plans/:plan/comparison', 'POST /plans/:plan/comparison', 'POST /comparisons'],
  'adjustment add': ['POST /adjustments'],
  'adjustment import': ['POST /adjustments/files'],
  'adjustment approve': ['POST /adjustments/decisions'],
  'adjustment reject': ['POST /adjustments/decisions'],
  'adjustment list': ['GET /adjustments'],
  'adjustment show': ['GET /adjustments/:adjustment'],
  'dispute open': ['POST /disputes'],
  'dispute reply': ['POST /disputes/:dispute/replies'],
  'dispute preview': ['GET /disputes/:dispute/preview'],
  'dispute accept': ['POST /disputes/:dispute/accept'],
  'dispute reject': ['POST /disputes/:dispute/reject'],
  'dispute withdraw': ['POST /disputes/:dispute/withdraw'],
  'dispute list': ['GET /disputes'],
  'dispute show': ['GET /disputes/:dispute'],
  'approval list': ['GET /pay-periods/:payGroup/:period/approvals'],
  'approval approve': ['POST /pay-periods/:payGroup/:period/approvals'],
  'approval reject': ['POST /pay-periods/:payGroup/:period/approvals'],
  'period list': ['GET /pay-periods', 'GET /pay-periods/:payGroup/:period'],
  'period submit': ['POST /pay-periods/:payGroup/:period/submit'],
  'period approve': ['POST /pay-periods/:payGroup/:period/approve'],
  'period reject': ['POST /pay-periods/:payGroup/:period/reject'],
  'period close': ['POST /pay-periods/:payGroup/:period/close'],
  preview: ['GET /prior-period-adjustments'],
  verify: ['POST /pay-periods/:payGroup/:period/verify'],
  'payout build': ['POST /payout-batches'],
  'payout approve': ['POST /payout-batches/:batch/approve'],
  'payout reject': ['POST /payout-batches/:batch/reject'],
  'payout withdraw': ['POST /payout-batches/:batch/withdraw'],
  'payout export': ['POST /payout-batches/:batch/export'],
  'payout confirm': ['POST /payout-batches/:batch/confirm'],
  'payout reconcile': ['GET /payout-batches/:batch/payees'],
  'payout list': ['GET /payout-batches'],
  'payout show': ['GET /payout-batches/:batch'],
  audit: ['POST /audits', 'GET /audit-trail'],
  'reconcile bridge': ['GET /reconciliation/bridge'],
  'reconcile trace': [
    'GET /reconciliation/trace',
    'GET /lines/:line/trace',
    'GET /deals/:deal/trace',
    'GET /payees/:payee/statements/:period/trace',
    'GET /payout-batches/:batch/trace',
    'GET /receipts/:receipt/trace',
  ],
  'reconcile exceptions': ['GET /reconciliation/exceptions'],
  'reconcile bases': ['GET /reconciliation/bases'],
  'accounting accruals': ['GET /accounting/accruals', 'GET /accounting/accruals/payees'],
  'accounting contract-costs': ['GET /accounting/contract-costs', 'GET /accounting/contract-costs/contracts'],
  'accounting journal': ['POST /accounting/journal'],
  'accounting cost-of-sales': ['POST /accounting/cost-of-sales'],
  history: ['GET /records/:kind/:key/history'],
  rules: ['GET /rules'],
  changes: ['GET /changes'],
  'account create': ['POST /accounts'],
  'account list': ['GET /accounts', 'GET /accounts/:account'],
  'account change': ['PATCH /accounts/:account'],
  'account disable': ['PATCH /accounts/:account'],
  'account enable': ['PATCH /accounts/:account'],
  'account password': ['POST /accounts/:account/password'],
  'token create': ['POST /tokens'],
  'token list': ['GET /tokens'],
  'token revoke': ['DELETE /tokens/:token'],
};

/** The commands that have no counterpart, each with why. */
const NONE: Readonly<Record<string, string>> = {
  init: 'makes the database that a service needs to be there',
  demo: 'makes a database of its own, of a company that is made up',
  serve: 'is the service',
};

describe('every command of the command line', () => {
  it('has a counterpart over HTTP, or a reason for having none', async () => {
    const known = [...Object.keys(COUNTERPARTS), ...Object.keys(NONE)];
    expect(known.toSorted()).toEqual((await commandNames()).toSorted());
  });

  it.each(Object.entries(COUNTERPARTS))('%s is done by routes that there are', (_, counterparts) => {
    const routes = new Set(ROUTES.map(({ method, path }) => `${method} ${path.replace('/api/v1', '')}`));
    expect(counterparts.length).toBeGreaterThan(0);
    expect(counterparts.filter((route) => !routes.has(route))).toEqual([]);
  });
});

/** What does something, by what is typed, such as `period close`; told by the program itself. */
async function commandNames(): Promise<readonly string[]> {
  const program = new Command('attain');
  const terminal = { out: () => {}, error: () => {}, isWatched: false, style: PLAIN_STYLE };
  await addCommands(new Session(program, terminal), []);
  return program.commands.flatMap((each) => commandsIn(each, []));
}

function commandsIn(command: Command, above: readonly string[]): readonly string[] {
  const words = [...above, command.name()];
  if (command.commands.length === 0) return [words.join(' ')];
  return command.commands.flatMap((each) => commandsIn(each, words));
}
