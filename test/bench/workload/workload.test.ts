import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { sizeFor, Workload } from './workload.js';
import { writeWorkload } from './write-workload.js';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function hashOfFiles(seed: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'attain-workload-'));
  folders.push(folder);
  writeWorkload(folder, sizeFor(300, seed), 'commissions');
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}

test('the same seed gives the same files, another seed others', () => {
  expect(hashOfFiles(1)).toBe(hashOfFiles(1));
  expect(hashOfFiles(2)).not.toBe(hashOfFiles(1));
});

test('the receipts of a deal come to its value, and each is there once', () => {
  const workload = new Workload(sizeFor(300, 1));
  const received = new Map<number, number>();
  for (let number = 0; number < workload.receiptOrder.count; number += 1) {
    const { deal, place } = workload.receiptOrder.at(number);
    const { amount } = workload.receipt(deal, place, workload.deal(deal));
    received.set(deal, (received.get(deal) ?? 0) + amount);
  }
  const values = Array.from({ length: 300 }, (_, deal) => [deal, workload.deal(deal).value] as const);
  expect([...received].sort(([a], [b]) => a - b)).toEqual(values);
});

test('three deals in ten are split, one in five is recognized, six in ten meet the condition', () => {
  const workload = new Workload(sizeFor(20_000, 1));
  const counts = { split: 0, recognized: 0, met: 0, renewals: 0 };
  for (let index = 0; index < 20_000; index += 1) {
    const deal = workload.deal(index);
    const discount = Number(deal.discount.replace('%', ''));
    if (workload.splits(index).length === 2) counts.split += 1;
    if (workload.revenue(index, deal).length === 12) counts.recognized += 1;
    if (deal.type === 'renewal') counts.renewals += 1;
    else if (deal.region !== 'house' && discount <= 25) counts.met += 1;
  }
  expect(counts).toEqual({ split: 5_972, recognized: 3_964, met: 12_041, renewals: 6_277 });
});
