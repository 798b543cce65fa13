import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../src/http/services.js';
import { servicesOver } from '../http/app-services.js';
import { answersTo, type Ids, payeeAs } from './answers-to.js';
import { movedCompany } from './moved-company.js';

let services: Services;

beforeAll(async () => {
  services = servicesOver(await movedCompany()).services;
});

const NAMES: Readonly<Record<string, string>> = {
  ada: 'Ada Byron',
  bo: 'Bo Lind',
  mia: 'Mia Stern',
  max: 'Max Planck',
  vic: 'Vic Vance',
  zed: 'Zed Zeiss',
};

const PERIODS = ['2026-01', '2026-02', '2026-03', '2026-04'];

/** Everything there is, of everybody. */
const IDS: Ids = {
  payee: Object.keys(NAMES),
  period: PERIODS,
  payGroup: ['monthly-USD'],
  line: Object.keys(NAMES).flatMap((payee) => PERIODS.map((period) => `${payee}.${period}.1`)),
  deal: ['D-1', 'D-2', 'D-3', 'D-5', 'D-7', 'D-8'],
  team: ['emea', 'north', 'south', 'world'],
  plan: ['ae'],
  dispute: ['1', '2', '3', '4'],
  adjustment: ['1', '2'],
  token: ['1'],
};

/** What names somebody, as a word of its own. */
const naming = (payee: string) => new RegExp(`(?<![\\w-])${payee}(?![\\w-])|${NAMES[payee] ?? payee}`);

async function named(viewer: string, shown: readonly string[]): Promise<readonly string[]> {
  const others = Object.keys(NAMES).filter((each) => !shown.includes(each));
  const found: string[] = [];
  let answered = 0;
  for await (const { path, status, text } of answersTo(services, payeeAs(viewer, 'payee'), IDS)) {
    expect(status, `${path}: ${text.slice(0, 200)}`).not.toBe(500);
    if (status === 200) answered += 1;
    // Who asks for somebody may be told that there is no such one.
    const asked = others.filter((each) => !naming(each).test(decodeURIComponent(path)));
    for (const other of asked) if (naming(other).test(text)) found.push(`${path} names ${other}`);
  }
  expect(answered).toBeGreaterThan(5);
  return found;
}

describe('no answer to a payee names another', () => {
  it.each(Object.keys(NAMES))('%s', async (payee) => {
    expect(await named(payee, [payee])).toEqual([]);
  });
});

describe('what is asked of another payee', () => {
  it.each(['ada', 'zed'])('is not there for %s', async (viewer) => {
    const others = Object.keys(NAMES).filter((each) => each !== viewer);
    const ofOthers = (path: string) => others.some((each) => naming(each).test(decodeURIComponent(path)));
    const found: string[] = [];
    for await (const { path, status } of answersTo(services, payeeAs(viewer, 'payee'), IDS)) {
      if (ofOthers(path) && status !== 404) found.push(`${status} ${path}`);
    }
    expect(found).toEqual([]);
  });
});
