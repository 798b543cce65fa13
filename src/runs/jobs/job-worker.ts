import { parentPort } from 'node:worker_threads';
import { runTask } from './run-task.js';
import { Settlement } from './settlement.js';
import type { FromWorker, Task, ToWorker } from './task.js';

/** The thread in which tasks are done: one at a time, none with a database handle of another thread. */

let calledOff = new AbortController();

parentPort?.on('message', (message: ToWorker) => {
  if ('cancel' in message) calledOff.abort();
  else void answer(message.task, new Settlement(message.settlement));
});

async function answer(task: Task, settlement: Settlement): Promise<void> {
  calledOff = new AbortController();
  const { signal } = calledOff;
  try {
    const result = await runTask(task, {
      onProgress: (progress) => say({ progress }),
      signal,
      settle: () => settlement.settle(),
    });
    say({ result });
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    say({ fault: { message, code, stack } });
  }
}

function say(message: FromWorker): void {
  parentPort?.postMessage(message);
}
