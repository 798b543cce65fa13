import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clearSpool } from '../../../src/runs/jobs/clear-spool.js';
import { jobCompany, uploadedRecords, working } from './job-company.js';

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000);

describe('the spool', () => {
  it('keeps what a job waits for, and loses what nobody needs any more', async () => {
    const company = await jobCompany();
    await working(company, { workers: 0 }).submit(uploadedRecords(company, 'awaited'), 'local');
    mkdirSync(join(company.spool, 'broken-off'));
    writeFileSync(join(company.spool, 'import-1-problems.csv'), 'file\n');
    const namesAfter = async (days: number) => {
      await clearSpool(company.spool, company.serviceDb, inDays(days));
      return readdirSync(company.spool);
    };
    expect(await namesAfter(0.9)).toEqual(['awaited', 'broken-off', 'import-1-problems.csv']);
    expect(await namesAfter(2)).toEqual(['awaited', 'import-1-problems.csv']);
    expect(await namesAfter(91)).toEqual(['awaited']);
  });

  it('need not be there', async () => {
    const { spool, serviceDb } = await jobCompany();
    await clearSpool(spool, serviceDb, inDays(0));
  });
});
