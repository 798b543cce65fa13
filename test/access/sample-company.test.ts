import { expect, it } from 'vitest';
import { importFiles } from '../../src/intake/import-records.js';
import { calculateRun } from '../../src/runs/calculate-run.js';
import { publishRules } from '../../src/runs/publish-rules.js';
import { readStoredRules } from '../../src/runs/stored-rules.js';
import { SAMPLE_SEED } from '../../src/sample/sample-constants.js';
import { writeSample } from '../../src/sample/write-sample.js';
import { RecordReader } from '../../src/store/record-reader.js';
import { SQLITE } from '../databases/databases.js';
import { temporaryPath } from '../databases/sqlite.js';
import { servicesOver } from '../http/app-services.js';
import { answersTo, payeeAs } from './answers-to.js';

/** One who is paid by own deals, and one who is paid by those of many teams. */
const PAYEES: Readonly<Record<string, string>> = {
  'zoe-park': 'smb-ae',
  'oscar-marchetti': 'regional-vp',
};
const PERIOD = '2025-03';

it('of 288 people of the sample company, none is named in what one of them reads', async () => {
  const db = await SQLITE.create();
  const data = temporaryPath();
  await writeSample(data, SAMPLE_SEED);
  await publishRules(db, 'rules', { actor: 'local' });
  const rules = await readStoredRules(db);
  if (!rules.ok) throw new Error('The rules of the sample are not sound.');
  const { company } = rules.value.book;
  await importFiles(db, [data], { company, actor: 'local', onConflict: 'correct' });
  const done = await calculateRun(db, { through: '2025-04-01', actor: 'local' });
  if (!done.ok) throw new Error('The sample cannot be calculated.');

  const people = await db.queries.selectFrom('payee').select(['id', 'name']).execute();
  expect(people).toHaveLength(288);
  const { services } = servicesOver(db);
  const split = await db.read((trx) =>
    new RecordReader(trx, undefined).where('split', 'payee', Object.keys(PAYEES)),
  );
  const memberships = await db.queries.selectFrom('membership').select(['payee', 'team']).execute();
  for (const [payee, plan] of Object.entries(PAYEES)) {
    const others = people.filter(({ id }) => id !== payee);
    const naming = new RegExp(
      others.flatMap(({ id, name }) => [`(?<![\\w-])${id}(?![\\w-])`, name]).join('|'),
    );
    const ids = {
      payee: [payee],
      period: [PERIOD],
      payGroup: ['monthly-USD'],
      line: [1, 2].map((number) => `${payee}.${PERIOD}.${number}`),
      deal: split
        .filter((each) => each.payee === payee)
        .slice(0, 2)
        .map(({ deal }) => deal),
      team: memberships.filter((each) => each.payee === payee).map(({ team }) => team),
      plan: [plan],
      dispute: ['1'],
      adjustment: ['1'],
      token: ['1'],
    };
    let answered = 0;
    for await (const { path, status, text } of answersTo(services, payeeAs(payee, 'payee'), ids)) {
      if (status === 200) answered += 1;
      expect(naming.exec(text)?.[0], `${path} as ${payee}`).toBeUndefined();
    }
    expect(answered).toBeGreaterThan(12);
  }
});
