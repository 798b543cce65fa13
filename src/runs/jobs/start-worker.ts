import type { Worker } from 'node:worker_threads';
import { startThread } from '../start-thread.js';

/**
 * Starts a thread that does tasks.
 *
 * @param mebibytes the most memory for what it works with; Node's own bound when left out
 *
 * @example
 * const worker = startWorker();
 * worker.postMessage({ task });
 */
export function startWorker(mebibytes?: number): Worker {
  const limits = mebibytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: mebibytes } };
  return startThread(new URL('./job-worker.js', import.meta.url), limits);
}
