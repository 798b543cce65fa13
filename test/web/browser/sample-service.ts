import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { removeAfterFile } from '../../databases/opened.js';
import { sampleDatabase } from './sample-company.js';

const MAIN = fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url));

/** The built program, serving the sample company. */
export interface SampleService {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly database: string;
}

/**
 * Starts the built program over a copy of the sample company that only this file of tests has; stopped after them.
 *
 * @param flags further ones of `attain serve`
 */
export async function sampleService(flags: readonly string[] = []): Promise<SampleService> {
  const folder = mkdtempSync(join(tmpdir(), 'attain-web-'));
  removeAfterFile(async () => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'attain.sqlite');
  copyFileSync(sampleDatabase(), database);
  const { ATTAIN_DATABASE: _, DATABASE_URL: __, HOST: ___, PORT: ____, ...env } = process.env;
  const child = spawn(process.execPath, [MAIN, '--database', database, 'serve', '--port', '0', ...flags], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  removeAfterFile(async () => {
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (url !== undefined) {
      child.stderr.resume();
      return { url, database };
    }
  }
  throw new Error(`The service did not start: ${said.join('\n')}`);
}
