import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageFile } from '../../../src/runs/package-file.js';

/** The service, as its users start it. */
export interface ServedAttain {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the compiled `attain serve` over a database, at a port that is free, and waits until it serves. What it
 * logs is thrown away. Throws with what it complained of where it does not start.
 *
 * @param folder where it works; uploads would wait there
 * @example
 * const served = await serveAttain('bench.sqlite', folder);
 */
export async function serveAttain(address: string, folder: string): Promise<ServedAttain> {
  const program = join(packageFile().root, 'dist', 'src', 'main.js');
  const child = spawn(
    process.execPath,
    [program, 'serve', '--without-sign-in', '--host', '127.0.0.1', '--port', '0'],
    {
      cwd: folder,
      // Not as an argument, where others could read the password of a server.
      env: { ...process.env, ATTAIN_DATABASE: address, ATTAIN_SPOOL: join(folder, 'load-spool') },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const ended = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, found] = / at (http:\/\/[^;\s]+);/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`attain serve ended:\n${said}`)));
    child.once('error', reject);
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
