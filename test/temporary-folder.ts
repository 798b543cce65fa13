import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const IN_MEMORY = '/dev/shm';
/** More than all tests together keep at a time. */
const NEEDED_BYTES = 4 * 2 ** 30;
const NAME = /^attain-tests-(\d+)-/;

/**
 * Gives all tests one folder for their temporary files, which is deleted after them. Nothing in it outlives the tests,
 * so it is in memory where there is room: then no commit waits for a disk.
 */
export default function temporaryFolder(): (() => void) | undefined {
  const prefix = `attain-tests-${process.pid}-`;
  // Another project of this test run has made it.
  if (basename(tmpdir()).startsWith(prefix)) return undefined;
  const before = tmpdir();
  const parent = hasRoom(IN_MEMORY) ? IN_MEMORY : before;
  removeLeftIn(parent);
  const folder = mkdtempSync(join(parent, prefix));
  // The PostgreSQL server may run as somebody else.
  chmodSync(folder, 0o755);
  process.env['TMPDIR'] = folder;
  return () => {
    process.env['TMPDIR'] = before;
    rmSync(folder, { recursive: true, force: true });
  };
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= NEEDED_BYTES;
  } catch {
    return false;
  }
}

/** Deletes the folders of test runs that were killed. */
function removeLeftIn(parent: string): void {
  for (const name of readdirSync(parent)) {
    const [, run] = NAME.exec(name) ?? [];
    if (run !== undefined && !isRunning(Number(run)))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // It runs as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
