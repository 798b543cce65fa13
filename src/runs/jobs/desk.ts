import type { Task, TaskResult } from './task.js';
import { TaskWorker } from './task-worker.js';

/** What bounds a desk: how long an answer may take, in milliseconds, and how many may wait for theirs. */
export interface DeskLimits {
  readonly milliseconds: number;
  readonly waiting: number;
}

const LIMITS: DeskLimits = { milliseconds: 20_000, waiting: 16 };

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

/**
 * Answers tasks in a thread of its own with a database handle of its own, one after the other, so that what takes
 * long, or waits for another writer, keeps nobody else from being answered.
 *
 * @example
 * const desk = new Desk<'check' | 'examples'>();
 * const report = await desk.ask({ kind: 'check', files });
 */
export class Desk<Kind extends Task['kind']> {
  readonly #worker = new TaskWorker();
  readonly #limits: DeskLimits;
  readonly #stopping = new AbortController();
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(limits: Partial<DeskLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /**
   * Does a task. Throws a {@link DeskRefusal} where that would take too long, a fault where the worker fails or the
   * desk is stopped.
   */
  async ask<Asked extends Kind>(task: Extract<Task, { kind: Asked }>): Promise<TaskResult<Asked>> {
    if (this.#waiting >= this.#limits.waiting) throw this.#refusal('too-many');
    this.#waiting += 1;
    const answered = this.#last.then(() => this.#answer<Asked>(task));
    this.#last = answered.catch(() => undefined);
    try {
      return await answered;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Gives up what it is working on. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The desk was stopped.'));
    await this.#worker.end();
  }

  async #answer<Asked extends Kind>(task: Extract<Task, { kind: Asked }>): Promise<TaskResult<Asked>> {
    const overdue = new AbortController();
    // Not every task hears that it is called off: its thread is ended.
    const timer = setTimeout(() => {
      overdue.abort(this.#refusal('too-long'));
      void this.#worker.end();
    }, this.#limits.milliseconds);
    const signal = AbortSignal.any([overdue.signal, this.#stopping.signal]);
    try {
      return await this.#worker.run<Asked>(task, { onProgress: () => undefined, signal });
    } finally {
      clearTimeout(timer);
    }
  }

  #refusal(reason: DeskRefusal['reason']): DeskRefusal {
    return new DeskRefusal(reason, this.#limits.milliseconds / 1000);
  }
}
