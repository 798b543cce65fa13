import type { Task, TaskResult } from './task.js';
import { TaskWorker } from './task-worker.js';

/** What bounds a desk. */
export interface DeskLimits {
  /** How long an answer may take, in milliseconds. */
  readonly milliseconds: number;
  /** How many that do not take long may be asked and not answered. */
  readonly waiting: number;
  /** As {@link waiting}, of those that take long: they are counted apart, so that they shut out none of the others. */
  readonly longWaiting: number;
  /** How many answers are worked on at a time. */
  readonly threads: number;
  /** How many of them may be such as take long: the others are kept for what does not. */
  readonly longThreads: number;
}

const LIMITS: DeskLimits = {
  ...{ milliseconds: 20_000, waiting: 16, longWaiting: 8 },
  ...{ threads: 1, longThreads: 1 },
};

/** Thrown where an answer would take too long: its own work does, or too many wait already. */
export class DeskRefusal extends Error {
  constructor(
    readonly reason: 'too-long' | 'too-many',
    /** How long an answer may take, in seconds. */
    readonly seconds: number,
  ) {
    super(`The desk refuses: ${reason}.`);
  }
}

/** Somebody who waits for a thread. */
interface Waiting {
  readonly isLong: boolean;
  readonly begin: (worker: TaskWorker) => void;
}

/**
 * Answers tasks in threads of its own with database handles of their own, in the order in which they were asked, so that
 * what takes long, or waits for another writer, keeps nobody else from being answered. With one thread, one comes after
 * the other.
 *
 * @example
 * const desk = new Desk<'check' | 'examples'>();
 * const report = await desk.ask({ kind: 'check', files });
 */
export class Desk<Kind extends Task['kind']> {
  readonly #workers: readonly TaskWorker[];
  readonly #idle: TaskWorker[];
  readonly #limits: DeskLimits;
  readonly #stopping = new AbortController();
  #waiting: readonly Waiting[] = [];
  /** How many are asked and not answered: of those that take long, and of the others. */
  #askedLong = 0;
  #asked = 0;
  /** How many of those that take long are worked on. */
  #long = 0;

  constructor(limits: Partial<DeskLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
    this.#workers = Array.from({ length: this.#limits.threads }, () => new TaskWorker());
    this.#idle = [...this.#workers];
  }

  /**
   * Does a task. Throws a {@link DeskRefusal} where that would take too long, a fault where the worker fails or the
   * desk is stopped.
   *
   * @param isLong whether it is such as takes long, which some threads are kept from
   */
  async ask<Asked extends Kind>(
    task: Extract<Task, { kind: Asked }>,
    { isLong = false }: { readonly isLong?: boolean } = {},
  ): Promise<TaskResult<Asked>> {
    const { waiting, longWaiting } = this.#limits;
    if (isLong ? this.#askedLong >= longWaiting : this.#asked >= waiting) throw this.#refusal('too-many');
    this.#count(isLong, 1);
    const worker = await this.#thread(isLong);
    try {
      return await this.#answer<Asked>(worker, task);
    } finally {
      this.#count(isLong, -1);
      this.#idle.push(worker);
      if (isLong) this.#long -= 1;
      this.#beginNext();
    }
  }

  /** Gives up what it is working on. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The desk was stopped.'));
    await Promise.all(this.#workers.map((worker) => worker.end()));
  }

  #count(isLong: boolean, more: 1 | -1): void {
    if (isLong) this.#askedLong += more;
    else this.#asked += more;
  }

  /** A thread that has nothing to do, once it is one's turn. */
  #thread(isLong: boolean): Promise<TaskWorker> {
    return new Promise((begin) => {
      this.#waiting = [...this.#waiting, { isLong, begin }];
      this.#beginNext();
    });
  }

  /** Gives a thread to the first who may have it. */
  #beginNext(): void {
    const next = this.#waiting.find(({ isLong }) => !isLong || this.#long < this.#limits.longThreads);
    const worker = next === undefined ? undefined : this.#idle.pop();
    if (next === undefined || worker === undefined) return;
    this.#waiting = this.#waiting.filter((each) => each !== next);
    if (next.isLong) this.#long += 1;
    next.begin(worker);
  }

  async #answer<Asked extends Kind>(
    worker: TaskWorker,
    task: Extract<Task, { kind: Asked }>,
  ): Promise<TaskResult<Asked>> {
    const overdue = new AbortController();
    // Not every task hears that it is called off: its thread is ended.
    const timer = setTimeout(() => {
      overdue.abort(this.#refusal('too-long'));
      void worker.end();
    }, this.#limits.milliseconds);
    const signal = AbortSignal.any([overdue.signal, this.#stopping.signal]);
    try {
      return await worker.run<Asked>(task, { onProgress: () => undefined, signal });
    } finally {
      clearTimeout(timer);
    }
  }

  #refusal(reason: DeskRefusal['reason']): DeskRefusal {
    return new DeskRefusal(reason, this.#limits.milliseconds / 1000);
  }
}
