import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a thread that runs a module. Compiled, it runs the module as it is. From the TypeScript sources, as in
 * development and in tests, the thread has to be taught to read them first: it does not learn it from the
 * thread that starts it.
 *
 * @param entry the module, compiled or in TypeScript as the one that asks, by its name as compiled
 *
 * @example
 * const worker = startThread(new URL('./job-worker.js', import.meta.url), { workerData });
 */
export function startThread(entry: URL, options: WorkerOptions = {}): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(entry, options);
  // What resolves the names of packages here knows only the form for `require`, which fails to register.
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const loader = JSON.stringify(new URL('dist/esm/api/index.mjs', tsx).href);
  const source = JSON.stringify(entry.href.replace(/\.js$/, '.ts'));
  const load = `import(${loader}).then(({ register }) => { register(); return import(${source}); })`;
  return new Worker(load, { ...options, eval: true, execArgv: [] });
}
