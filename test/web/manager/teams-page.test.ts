import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/access/viewer.js';
import type { Database } from '../../../src/store/executor.js';
import { movedCompany } from '../../access/moved-company.js';
import { emptyDatabase } from '../../http/service.js';
import { getPage } from '../page-client.js';
import { appAs, payeeAs, personAs, teamCompany } from './team-company.js';

let db: Database;

beforeAll(async () => {
  db = await teamCompany();
});

const page = (path: string, viewer?: Viewer, headers = {}) => getPage(appAs(db, viewer), path, headers);
const MIA = payeeAs('mia', 'manager');
const MAX = payeeAs('max', 'manager');
const ADA = payeeAs('ada', 'payee');

describe('the teams', () => {
  it('stand below each other with their attainment, as of the last day calculated', async () => {
    const { status, text, html } = await page('/teams', MIA);
    expect(status).toBe(200);
    expect(text).toContain('Through March 2026');
    expect(text).toContain(
      'EMEA new-acv Jan 1 – Mar 31, 2026 64.4% 64.4% $234,444.44 $83,443.94 to quota ' +
        'DACH new-acv Jan 1 – Mar 31, 2026 0% 0% $34,444.44 $34,444.44 to quota',
    );
    expect(html).toContain(
      '<span class="team-name is-level-1"><a href="/teams/dach?measure=new-acv">DACH</a>',
    );
  });

  it('are those of an earlier month where one is chosen, and lead on to it', async () => {
    const { text, html } = await page('/teams?through=2026-02', MIA);
    expect(text).toContain('EMEA new-acv Jan 1 – Mar 31, 2026 65% 65% $200,000.00 $70,000.00 to quota');
    expect(text).toContain('DACH no quota');
    expect(html).toContain('href="/teams/emea?through=2026-02-28&amp;measure=new-acv"');
    expect(html).toContain('<option value="2026-02-28" selected');
  });

  it('are those that the viewer manages or is in', async () => {
    const ofMax = await page('/teams', MAX);
    expect(ofMax.text).toContain('DACH');
    expect(ofMax.text).not.toContain('EMEA');
    const ofAda = await page('/teams', ADA);
    expect(ofAda.text).toContain('EMEA new-acv');
    expect(ofAda.text).not.toContain('DACH');
    const ofAuditor = await page('/teams', personAs('eve', 'auditor'));
    expect(ofAuditor.text).toContain('DACH');
  });

  it('can be had as a file, all or those below one', async () => {
    const { html } = await page('/teams?through=2026-03', MIA);
    expect(html).toContain('href="/teams?through=2026-03-31&amp;format=csv"');
    const all = await page('/teams?through=2026-03&format=csv', MIA);
    expect(all.headers.get('content-disposition')).toContain('teams-2026-03-31.csv');
    const rows = all.html.split('\n');
    expect(rows[0]).toBe(
      'team,name,partOf,measure,from,through,unit,currency,pooled,average,credited,quota,distance',
    );
    expect(rows[1]).toMatch(/^emea,EMEA,,new-acv,2026-01-01,2026-03-31,money,USD,0\.64\d*,/);
    const below = await page('/teams?through=2026-02&parent=emea&format=csv', MIA);
    expect(below.html.split('\n').slice(1)).toEqual(['dach,DACH,emea,,,,,,,,,,', '']);
    expect((await page('/teams/emea?through=2026-02', MIA)).html).toContain(
      'href="/teams?through=2026-02-28&amp;parent=emea&amp;format=csv"',
    );
  });

  it('say what is missing where there are none', async () => {
    expect((await page('/teams?through=2025-12-31', MIA)).text).toContain('No team has figures on this day');
    expect((await page('/teams', payeeAs('zoë/1', 'payee'))).text).toContain('There are no teams to show');
    const empty = await getPage(appAs(await emptyDatabase()), '/teams');
    expect([empty.status, empty.text]).toEqual([200, expect.stringContaining('There are no teams to show')]);
  });

  it('refuse a day that is none', async () => {
    const { status, text } = await page('/teams?through=soon', MIA);
    expect(status).toBe(400);
    expect(text).toContain('Expected: a day or a pay period');
  });
});

describe('a team', () => {
  it('shows who manages it the pooled and average figures and every member by rank', async () => {
    const { status, text, html } = await page('/teams/emea', MIA);
    expect(status).toBe(200);
    expect(text).toContain('Through March 2026 Window Jan 1 – Mar 31, 2026 Currency USD Calculated');
    expect(text).toContain('Pooled attainment in new-acv 64.4% of the quotas of its members');
    expect(text).toContain('Average attainment 64.4% of 3 members, weighted by their days');
    expect(text).toContain('Credited $151,000.50 of $234,444.44 To quota $83,443.94');
    expect(text).toContain(
      'Ada Byron 1 141% 41,000.25 over quota 141,000.25 100,000.00 90 ' +
        'Bo Lind 2 10% 89,999.75 to quota 10,000.25 100,000.00 90 ' +
        'Dee Dunn 3 0% 34,444.44 to quota 0.00 34,444.44 31',
    );
    expect(text).toContain('Without a quota in new-acv, and so left out: Cy Young');
    expect(text).toContain(
      'Members by attainment, in percent of their quota <50 % 2 members ≥120 % 1 member',
    );
    expect(text).toContain('Teams below');
    expect(html).toContain('href="/payees/ada/statements/2026-03?currency=USD"');
    expect(html).toContain('alt="new-acv, pooled: 64.4% of the quota is attained."');
    expect(html).toContain(
      'alt="Pooled attainment period by period, Pooled by period: Jan 2026: 0%, Feb 2026: 65%, Mar 2026: 64.4%."',
    );
  });

  it('goes as far as is asked for', async () => {
    const { text, html } = await page('/teams/emea?through=2026-02-28', MIA);
    expect(text).toContain('Bo Lind 2 0% 100,000.00 to quota');
    expect(text).toContain('Jan 1 – Feb 28, 2026, under way 65% 65%');
    expect(text).not.toContain('Dee Dunn');
    expect(html).toContain('href="/payees/ada/statements/2026-02?currency=USD"');
  });

  it('exports the table that it shows', async () => {
    const { html } = await page('/teams/emea?through=2026-02', MIA);
    const [, href = ''] = /href="([^"]+format=csv)"/.exec(html) ?? [];
    expect(href).toBe('/api/v1/teams/emea/attainment?through=2026-02-28&amp;measure=new-acv&amp;format=csv');
    const csv = await appAs(db, MIA).request(href.replaceAll('&amp;', '&'));
    expect(csv.headers.get('content-disposition')).toContain('team-emea-2026-02-28.csv');
    const start = 'emea,new-acv,2026-01-01,2026-04-01,2026-02-28,money,USD';
    expect((await csv.text()).trimEnd().split('\n')).toEqual([
      'team,measure,windowFrom,windowTo,at,unit,currency,of,payee,name,days,credited,quota,attainment,distance',
      `${start},pooled,,,,130000.00,200000.00,0.65,70000.00`,
      `${start},average,,,,,,0.65,`,
      `${start},member,ada,Ada Byron,90,130000.00,100000.00,1.3,-30000.00`,
      `${start},member,bo,Bo Lind,90,0.00,100000.00,0,100000.00`,
      `${start},without quota,cy,,,,,,`,
    ]);
  });

  it('shows one of its members the figures of the team and their own, and nobody else’s', async () => {
    const { status, text, html } = await page('/teams/emea', ADA);
    expect(status).toBe(200);
    expect(text).toContain('Pooled attainment in new-acv 64.4%');
    expect(text).toContain('Average attainment 64.4% of 3 members');
    expect(text).toContain('Your own attainment 141% $141,000.25 of $100,000.00');
    expect(text).toContain('The members of a team are shown to those who manage it.');
    for (const other of ['Bo', 'Dee', 'Cy', 'Mia', 'Max', 'DACH'])
      expect(html).not.toMatch(new RegExp(`\\b${other}\\b`));
    expect(text).not.toContain('Distribution');
    expect(text).not.toContain('Rank');
  });

  it('lists the members of a manager as of the day, and says how many it does not', async () => {
    // Ada is Mia's until 15 February, and Max's from then on.
    const moved = await movedCompany();
    const see = (viewer: Viewer, path: string) => getPage(appAs(moved, viewer), path);
    expect((await see(MIA, '/teams/north?through=2026-01')).text).toContain('Ada Byron');
    const { text, html } = await see(MIA, '/teams/north?through=2026-02');
    expect(text).toContain('1 further member is not listed, as you did not manage them on this day');
    expect(text).toContain('Average attainment 142% of 1 member');
    expect(html).not.toMatch(/\bada\b|Byron/);
    expect((await see(MAX, '/teams/south?through=2026-02')).text).toContain('Ada Byron');
  });

  it('of others is not there', async () => {
    expect((await page('/teams/emea', MAX)).status).toBe(404);
    expect((await page('/teams/dach', ADA)).status).toBe(404);
    expect((await page('/teams/nobody', MIA)).status).toBe(404);
    expect((await page('/teams/nobody')).status).toBe(404);
    expect((await page('/teams/%3Cscript%3E', MIA)).html).not.toContain('<script>');
  });

  it('without figures says so, and leads to where there are some', async () => {
    const { status, text, html } = await page('/teams/emea?through=2025-12-31', MIA);
    expect(status).toBe(200);
    expect(text).toContain('There are no figures of this team on this day Figures are here');
    expect(html).toContain('href="/teams/emea?through=2026-03-31"');
    expect((await page('/teams/idle')).text).toContain('There are no figures of this team on this day');
  });

  it('takes a measure that it does not have for the first that it has', async () => {
    expect((await page('/teams/emea?measure=none', MIA)).text).toContain('Pooled attainment in new-acv');
  });

  it('is written as its reader reads', async () => {
    const { text } = await page('/teams/emea', MIA, { 'accept-language': 'de-DE' });
    expect(text).toContain('Ada Byron 1 141 % 41.000,25 over quota 141.000,25');
  });
});
