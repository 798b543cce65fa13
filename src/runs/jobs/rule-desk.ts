import type { CheckTask, ExamplesTask, PublishTask, TaskResult } from './task.js';
import { TaskWorker } from './task-worker.js';

/** What may be asked of rule files. */
export type RuleTask = CheckTask | ExamplesTask | PublishTask;

/** How long an answer may take, in milliseconds, and how many may wait for theirs. */
const LIMITS = { milliseconds: 20_000, waiting: 16 };

/** Thrown where an answer would take too long: its own work does, or too many wait already. */
export class RuleDeskRefusal extends Error {
  constructor(
    readonly reason: 'too-long' | 'too-many',
    /** How long an answer may take, in seconds. */
    readonly seconds: number,
  ) {
    super(`The rule desk refuses: ${reason}.`);
  }
}

/**
 * Answers what is asked of rule files, in a thread of its own and one question after the other, so that files
 * which take long to check keep nobody else from being answered.
 *
 * @example
 * const desk = new RuleDesk();
 * const report = await desk.ask({ kind: 'check', files });
 */
export class RuleDesk {
  readonly #worker = new TaskWorker();
  readonly #limits: typeof LIMITS;
  readonly #stopping = new AbortController();
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(limits: Partial<typeof LIMITS> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /**
   * Answers a question. Throws a {@link RuleDeskRefusal} where that would take too long, a fault where the worker
   * fails or the desk is stopped.
   */
  async ask<Kind extends RuleTask['kind']>(
    task: Extract<RuleTask, { kind: Kind }>,
  ): Promise<TaskResult<Kind>> {
    if (this.#waiting >= this.#limits.waiting) throw this.#refusal('too-many');
    this.#waiting += 1;
    const answered = this.#last.then(() => this.#answer(task));
    this.#last = answered.catch(() => undefined);
    try {
      return await answered;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Gives up what it is working on. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The rule desk was stopped.'));
    await this.#worker.end();
  }

  async #answer<Kind extends RuleTask['kind']>(
    task: Extract<RuleTask, { kind: Kind }>,
  ): Promise<TaskResult<Kind>> {
    const overdue = new AbortController();
    // A check does not hear that it is called off: its thread is ended.
    const timer = setTimeout(() => {
      overdue.abort(this.#refusal('too-long'));
      void this.#worker.end();
    }, this.#limits.milliseconds);
    const signal = AbortSignal.any([overdue.signal, this.#stopping.signal]);
    try {
      return await this.#worker.run<Kind>(task, { onProgress: () => undefined, signal });
    } finally {
      clearTimeout(timer);
    }
  }

  #refusal(reason: RuleDeskRefusal['reason']): RuleDeskRefusal {
    return new RuleDeskRefusal(reason, this.#limits.milliseconds / 1000);
  }
}
