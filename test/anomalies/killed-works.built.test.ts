import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit } from '../../src/runs/audit/audit.js';
import { Random } from '../../src/sample/random.js';
import { closeDatabase, openDatabase } from '../../src/store/database.js';
import type { Database } from '../../src/store/executor.js';
import { attain, RULES, workFolder } from '../cli/attain.js';
import { addedIn, PERIOD, stepsOf, type WorkName } from './deadly-works.js';
import { type Death, DyingProcesses, writeDyingChild } from './dying-processes.js';
import { writeCompany } from './killed-company.js';
import { type KilledPlace, killedDatabases, killedFiles } from './killed-places.js';
import { type WholeDatabase, wholeDatabase } from './whole-database.js';

// A process is killed at random moments of an import, of the closing of a month, of the posting to the ledger within
// it, and of paying the month. `ATTAIN_KILLS=200` kills fifty times inside each, and a third as often on PostgreSQL,
// whose server stays up; `ATTAIN_KILL_SEED` repeats a run, as far as chance is ours: when the machine gets to a kill from
// outside is its own affair.

/** What a kill is counted as; posting is the part of a closing from the first row of the ledger on. */
const KINDS = ['import', 'close', 'post', 'payout'] as const;

type Kind = (typeof KINDS)[number];

const KILLS = Number(process.env['ATTAIN_KILLS'] ?? 16);
const SEED = Number(process.env['ATTAIN_KILL_SEED'] ?? Date.now() % 1_000_000);

/** Of so many kills on SQLite, one is on PostgreSQL too, where a copy of a database takes longer. */
const ON_POSTGRES = 3;

/** A kill from outside can come before the work or after it, and is then repeated, at most so often for each. */
const MOST_ATTEMPTS = 4;

/** A machine that is busy with other tests takes several times as long as one that is not. */
const MOST_MILLISECONDS = 60_000 + KILLS * 6_000;

const PAYEES = 60;

interface Prepared {
  /** The database as it is after none of the steps, after the first, … */
  readonly states: readonly WholeDatabase[];
  /** How long the work takes in a process of its own, in milliseconds. */
  readonly milliseconds: number;
  /** How often it calls the database. */
  readonly calls: number;
  /** With which call posting begins, where the work posts. */
  readonly posting: number;
}

const folder = workFolder();
const added = addedIn(folder);

const PLACES = [
  { name: 'SQLite', kills: KILLS, open: () => killedFiles(folder) },
  { name: 'PostgreSQL', kills: Math.ceil(KILLS / ON_POSTGRES), open: killedDatabases },
] as const;

let known = '';

beforeAll(() => {
  console.info(`ATTAIN_KILL_SEED=${SEED} ATTAIN_KILLS=${KILLS}`);
  writeDyingChild();
  known = writeCompany(folder, PAYEES).known;
});

describe.each(PLACES)('a process that is killed on $name', ({ name, kills, open }) => {
  const insideEach = Math.ceil(kills / KINDS.length);
  const prepared = new Map<WorkName, Prepared>();
  let place: KilledPlace;
  let processes: DyingProcesses;

  beforeAll(async () => {
    place = await open();
    processes = new DyingProcesses();
    await place.create('import');
    await succeed('import', ['init']);
    await succeed('import', ['import', known, '--rules', RULES]);
    await succeed('import', ['calculate', '--through', '2026-04', '--rules', RULES]);
    await approve('import', '2026-01');
    await succeed('import', period('close', '2026-01', 'ops'));
    await prepare('import', 'close');
    await succeed('close', ['calculate', '--through', '2026-04']);
    await approve('close', PERIOD.period);
    await prepare('close', 'payout');
    await prepare('payout', 'paid');
  }, MOST_MILLISECONDS);

  afterAll(async () => {
    processes.end();
    await place.end();
  });

  it(
    `inside an import, a closing, a posting and a payout, ${insideEach} times each, loses and doubles nothing`,
    async () => {
      const begun = performance.now();
      const inside = { import: 0, close: 0, post: 0, payout: 0 };
      const from = { outside: 0, itself: 0 };
      let attempts = 0;
      while (KINDS.some((kind) => inside[kind] < insideEach)) {
        attempts += 1;
        expect(attempts, JSON.stringify(inside)).toBeLessThan(MOST_ATTEMPTS * kills);
        const kind = leastOf(inside);
        const random = new Random(SEED, `${kind} ${attempts}`);
        const { work, death, isFromOutside } = await kill(kind, random);
        const killedIn = kindOf(death);
        if (killedIn !== null) {
          inside[killedIn] += 1;
          from[isFromOutside ? 'outside' : 'itself'] += 1;
        }
        await expectWhole(work, `seed ${SEED}, attempt ${attempts}, ${kind}: ${JSON.stringify(death)}`);
      }
      const seconds = Math.round((performance.now() - begun) / 1_000);
      console.info(
        `${name}: killed inside: ${JSON.stringify(inside)}, by: ${JSON.stringify(from)}, attempts: ${attempts}, in ${seconds} s`,
      );
      for (const kind of KINDS) expect(inside[kind]).toBeGreaterThanOrEqual(insideEach);
    },
    MOST_MILLISECONDS,
  );

  /** Kills a process in a copy of what was prepared: every other time from outside, at any moment of its work. */
  async function kill(kind: Kind, random: Random) {
    const work = kind === 'post' ? 'close' : kind;
    const { milliseconds, calls, posting } = preparedFor(work);
    await place.copy(work, 'killed');
    const order = { database: place.address('killed'), added, work };
    // Posting takes a moment that a kill from outside would rarely meet.
    const isFromOutside = kind !== 'post' && random.chance(50);
    if (isFromOutside) {
      const death = await processes.order(order, random.below(Math.ceil(milliseconds)));
      return { work, death, isFromOutside } as const;
    }
    const first = kind === 'post' ? posting : 0;
    const last = kind === 'close' ? posting : calls;
    const death = await processes.order({ ...order, dieAt: first + random.below(last - first) });
    expect(death.wasKilled, death.errors).toBe(true);
    return { work, death, isFromOutside } as const;
  }

  /** What is left is sound and is the state between two steps; done again, all is as if nothing had happened. */
  async function expectWhole(work: WorkName, what: string): Promise<void> {
    const { states } = preparedFor(work);
    await place.settled('killed');
    await withDatabase('killed', async (db) => {
      await expectSound(db, what);
      const left = await wholeDatabase(db);
      const done = states.findIndex((state) => JSON.stringify(state) === JSON.stringify(left));
      if (done < 0) expect(left, what).toEqual(states[0]);
      for (const [number, { name, run }] of stepsOf(work, added).entries()) {
        const codes = (await run(db)).map(({ code }) => code);
        expect(codes, what).toEqual(number < done ? refusedAgain(name, done) : []);
      }
      expect(await wholeDatabase(db), what).toEqual(states.at(-1));
      await expectSound(db, what);
    });
  }

  /** Does a work step by step, undisturbed, into a folder of its own, and in a process of its own. */
  async function prepare(work: WorkName, into: string): Promise<void> {
    await place.copy(work, into);
    const states: WholeDatabase[] = [];
    await withDatabase(into, async (db) => {
      states.push(await wholeDatabase(db));
      for (const { run } of stepsOf(work, added)) {
        expect(await run(db)).toEqual([]);
        states.push(await wholeDatabase(db));
      }
    });
    expect(new Set(states.map((state) => JSON.stringify(state))).size).toBe(states.length);
    await place.copy(work, 'killed');
    const whole = await processes.order({ database: place.address('killed'), added, work });
    expect(whole.errors).toBe('');
    const said = (asked: string) => Number(whole.marks.find(([mark]) => mark === asked)?.[1] ?? 0);
    prepared.set(work, {
      states,
      milliseconds: whole.milliseconds,
      calls: said('calls'),
      posting: said('posting'),
    });
    await withDatabase('killed', async (db) => expect(await wholeDatabase(db)).toEqual(states.at(-1)));
  }

  function preparedFor(work: WorkName): Prepared {
    const found = prepared.get(work);
    if (found === undefined) throw new Error(`${work} is not prepared`);
    return found;
  }

  async function withDatabase(name: string, work: (db: Database) => Promise<void>): Promise<void> {
    const db = await openDatabase(place.address(name));
    try {
      await work(db);
    } finally {
      await closeDatabase(db);
    }
  }

  async function approve(name: string, month: string): Promise<void> {
    await succeed(name, period('submit', month, 'ops'));
    await succeed(name, period('approve', month, 'cfo'));
  }

  async function succeed(name: string, args: readonly string[]): Promise<void> {
    const { exitCode, out, error } = await attain(folder, '--database', place.address(name), ...args);
    expect(exitCode, out + error).toBe(0);
  }

  async function expectSound(db: Database, what: string): Promise<void> {
    await place.expectIntact(db, what);
    const breaks = (await audit(db)).flatMap((check) => check.breaks);
    expect(breaks, what).toEqual([]);
  }
});

function leastOf(inside: Readonly<Record<Kind, number>>): Kind {
  return KINDS.reduce((least, kind) => (inside[kind] < inside[least] ? kind : least));
}

/** What a process was in when it died; `null` where it was in nothing yet, or had done all. */
function kindOf({ wasKilled, marks }: Death): Kind | null {
  const steps = marks.filter(([mark]) => mark === 'begun').map(([, name]) => name);
  const ended = marks.filter(([mark]) => mark === 'ended').length;
  const [last] = steps.slice(-1);
  if (!wasKilled || last === undefined) return null;
  if (last === 'import') return ended === 0 ? 'import' : null;
  if (last !== 'close') return ended < stepsOf('payout', added).length ? 'payout' : null;
  if (ended > 0) return null;
  return marks.some(([mark]) => mark === 'posting') ? 'post' : 'close';
}

/** A month that is closed cannot be closed again, and a batch that was withdrawn not approved, and they say so. */
function refusedAgain(step: string, done: number): readonly string[] {
  if (step === 'close') return ['period-state'];
  const withdrawal = stepsOf('payout', added).findIndex(({ name }) => name === 'withdraw');
  return step === 'approve' && done > withdrawal ? ['payout-step'] : [];
}

function period(act: string, month: string, person: string): readonly string[] {
  return ['--as', person, 'period', act, month, '--pay-group', PERIOD.payGroup];
}
