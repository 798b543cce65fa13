import type { Worker } from 'node:worker_threads';
import { Settlement } from './settlement.js';
import { startWorker } from './start-worker.js';
import type { FromWorker, Task, TaskContext, TaskResult, ToWorker } from './task.js';

const END_MILLISECONDS = 2_000;

/** What bounds a thread; as is good when left out. */
export interface TaskWorkerLimits {
  /** The most memory for what it works with; Node's own bound when left out. */
  readonly mebibytes?: number | undefined;
  /** How long work that is called off may take to end by itself before its thread is ended, in milliseconds. */
  readonly endMilliseconds?: number | undefined;
}

/** Thrown where a worker failed at a task, or ended in the middle of it. */
export class TaskFault extends Error {
  constructor(
    message: string,
    /** The code of the error behind it, such as `SQLITE_BUSY`. */
    readonly code: string | null,
    override readonly stack: string = '',
  ) {
    super(message);
  }
}

/**
 * A thread that does one task at a time. It is started with the first task, and again with the next one after
 * it was ended or ended by itself.
 *
 * @example
 * const worker = new TaskWorker();
 * const report = await worker.run({ kind: 'check', files }, { onProgress: () => undefined, signal });
 * await worker.end();
 */
export class TaskWorker {
  readonly #limits: TaskWorkerLimits;
  #worker: Worker | undefined;

  constructor(limits: TaskWorkerLimits = {}) {
    this.#limits = limits;
  }

  /**
   * Does a task. Throws a {@link TaskFault} where the worker fails at it or ends, and the reason of the signal
   * where that ends it first; nothing that the task wrote and did not commit then stays. Work that is settled by then
   * goes to its end, and gives its result all the same.
   */
  async run<Kind extends Task['kind']>(
    task: Extract<Task, { kind: Kind }>,
    { onProgress, signal }: Omit<TaskContext, 'settle'>,
  ): Promise<TaskResult<Kind>> {
    signal.throwIfAborted();
    const worker = this.#start();
    const settlement = new Settlement();
    let overdue: NodeJS.Timeout | undefined;
    const callOff = (): void => {
      worker.postMessage({ cancel: true } satisfies ToWorker);
      // Again and again, as what is settled may be opened again.
      overdue = setInterval(() => {
        if (settlement.callOff()) void this.end();
      }, this.#limits.endMilliseconds ?? END_MILLISECONDS);
    };
    signal.addEventListener('abort', callOff, { once: true });
    try {
      const answered = answerOf(worker, onProgress);
      worker.postMessage({ task, settlement: settlement.shared } satisfies ToWorker);
      // The worker answers a task of a kind with a result of that kind.
      return (await answered) as TaskResult<Kind>;
    } catch (fault) {
      // Whatever work that was called off says at its end, it says because of that.
      signal.throwIfAborted();
      throw fault;
    } finally {
      signal.removeEventListener('abort', callOff);
      clearInterval(overdue);
    }
  }

  /** Ends the thread, whatever it is doing. */
  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = startWorker(this.#limits.mebibytes);
    const forget = (): void => {
      if (this.#worker === worker) this.#worker = undefined;
    };
    worker.on('error', forget).on('exit', forget);
    this.#worker = worker;
    return worker;
  }
}

function answerOf(worker: Worker, onProgress: TaskContext['onProgress']): Promise<TaskResult> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      end();
    };
    const onMessage = (message: FromWorker): void => {
      if ('progress' in message) onProgress(message.progress);
      else if ('result' in message) settle(() => resolve(message.result));
      else {
        const { message: text, code, stack } = message.fault;
        settle(() => reject(new TaskFault(text, code, stack)));
      }
    };
    const onError = (error: Error): void => {
      const code = 'code' in error ? String(error.code) : null;
      settle(() => reject(new TaskFault(error.message, code, error.stack)));
    };
    const onExit = (exitCode: number): void => {
      settle(() => reject(new TaskFault(`its thread ended with exit code ${exitCode}`, null)));
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}
