import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/access/viewer.js';
import { importBody } from '../../../src/intake/import-records.js';
import { readStoredRules } from '../../../src/runs/stored-rules.js';
import type { Database } from '../../../src/store/executor.js';
import { calculate } from '../../http/service.js';
import { getPage } from '../page-client.js';
import { appAs, payeeAs, teamCompany } from './team-company.js';

/** DACH is part of EMEA, of Mia, but in February of APAC, of Ash, in which nobody else is. */
const MOVE = {
  payees: [{ id: 'ash', name: 'Ash Asher' }],
  teams: [{ id: 'apac', name: 'APAC' }],
  'team-parents': [{ team: 'dach', parent: 'apac', from: '2026-02-01', to: '2026-03-01' }],
  memberships: [{ team: 'apac', payee: 'ash', as: 'manager', from: '2026-01-01' }],
};

let db: Database;

beforeAll(async () => {
  db = await teamCompany();
  const rules = await readStoredRules(db);
  if (!rules.ok) throw new Error(JSON.stringify(rules.problems));
  const { company } = rules.value.book;
  const taken = await importBody(db, JSON.stringify(MOVE), { company, actor: 'local', onConflict: 'refuse' });
  if (!taken.accepted) throw new Error(JSON.stringify(taken.problems));
  await calculate(db);
});

const MIA = payeeAs('mia', 'manager');
const ASH = payeeAs('ash', 'manager');
const ADMINISTRATOR: Viewer = { id: 'pia', name: 'pia', roles: ['compAdmin'], payee: null };

const page = (path: string, viewer: Viewer) => getPage(appAs(db, viewer), path);

/** The teams that a viewer is shown on a day, as `team partOf`. */
async function teamsOn(through: string, viewer: Viewer): Promise<readonly string[]> {
  const { html } = await page(`/teams?through=${through}&format=csv`, viewer);
  const rows = html.trimEnd().split('\n').slice(1);
  return [
    ...new Set(rows.map((row) => row.split(',')).map(([team, , parent]) => `${team} ${parent}`.trim())),
  ];
}

describe('a team that is part of another one in a month', () => {
  it('is shown to the manager whom it is below on that day', async () => {
    expect(await teamsOn('2026-01-31', MIA)).toEqual(['emea', 'dach emea']);
    expect(await teamsOn('2026-02-28', MIA)).toEqual(['emea']);
    expect(await teamsOn('2026-03-31', MIA)).toEqual(['emea', 'dach emea']);
    expect(await teamsOn('2026-02-28', ASH)).toEqual(['apac', 'dach apac']);
    expect(await teamsOn('2026-03-31', ASH)).toEqual(['apac']);
  });

  it('stands below each of them on its days', async () => {
    expect((await page('/teams/emea?through=2026-01', MIA)).text).toContain('Teams below');
    expect((await page('/teams/emea?through=2026-02', MIA)).text).not.toContain('Teams below');
    expect((await page('/teams/apac?through=2026-02', ASH)).text).toContain('Teams below');
    expect((await page('/teams/dach?through=2026-02', ASH)).html).toContain('href="/teams/apac');
    expect((await page('/teams/dach?through=2026-02', MIA)).text).toContain(
      'There are no figures of this team on this day',
    );
  });

  it('leaves its days out of the one and brings them to the other', async () => {
    const members = async (team: string) => {
      const path = `/api/v1/teams/${team}/attainment?through=2026-03`;
      const answer = await appAs(db, ADMINISTRATOR).request(path);
      const { items } = (await answer.json()) as {
        items: { withoutQuota: string[]; members: { payee: string; days: number }[] }[];
      };
      return items.map((each) => [
        ...each.members.map(({ payee, days }) => `${payee} ${days}`),
        ...each.withoutQuota,
      ]);
    };
    expect(await members('emea')).toEqual([['ada 90', 'bo 90', 'dee 31', 'cy']]);
    expect(await members('apac')).toEqual([['cy']]);
  });

  it('is told by the API with what it is part of on the day that is asked for', async () => {
    const parentsAt = async (query: string) => {
      const answer = await appAs(db, ADMINISTRATOR).request(`/api/v1/teams${query}`);
      const { items } = (await answer.json()) as { items: { id: string; parent: string | null }[] };
      return items.map(({ id, parent }) => `${id} ${parent}`);
    };
    expect(await parentsAt('')).toEqual(['apac null', 'dach emea', 'emea null']);
    expect(await parentsAt('?through=2026-02')).toEqual(['apac null', 'dach apac', 'emea null']);
    expect(await parentsAt('?through=2026-02-28&parent=apac')).toEqual(['dach apac']);
    expect(await parentsAt('?through=2026-03&parent=apac')).toEqual([]);
  });
});

describe('the statements of its members', () => {
  it('are shown to whoever is above them on some day of the period', async () => {
    const sees = async (viewer: Viewer, period: string) =>
      (await page(`/payees/cy/statements/${period}`, viewer)).status === 200;
    const periods = ['2026-01', '2026-02', '2026-03'];
    expect(await Promise.all(periods.map((each) => sees(MIA, each)))).toEqual([true, false, true]);
    expect(await Promise.all(periods.map((each) => sees(ASH, each)))).toEqual([false, true, false]);
  });
});

it('a move is written and read as a record of its own', async () => {
  const { text } = await page('/records/team-parents', ADMINISTRATOR);
  expect(text).toContain('Team parents');
  const answer = await appAs(db, ADMINISTRATOR).request('/api/v1/records/team-parents');
  expect(await answer.json()).toMatchObject({
    items: [{ kind: 'team-parents', record: MOVE['team-parents'][0] }],
  });
});
