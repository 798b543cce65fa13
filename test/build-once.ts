import { spawnSync } from 'node:child_process';

/** Compiles `src` and `migrations` into `dist`, so that tests can start the program a user runs. */
export default function buildOnce(): void {
  const compiler = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];
  const build = spawnSync(process.execPath, compiler, {
    cwd: new URL('..', import.meta.url),
    encoding: 'utf8',
  });
  if (build.status !== 0) {
    throw new Error(
      `The compiled program cannot be tested: the build failed.\n${build.stdout}${build.stderr}`,
    );
  }
}
