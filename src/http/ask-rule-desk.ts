import { problem } from '../problems/problem.js';
import { type RuleDesk, RuleDeskRefusal, type RuleTask } from '../runs/jobs/rule-desk.js';
import type { TaskResult } from '../runs/jobs/task.js';
import { TaskFault } from '../runs/jobs/task-worker.js';
import { Refusal } from './refusal.js';

/**
 * Asks something of rule files. Throws a refusal where the answer takes too long, where too many wait for
 * theirs, and where another program keeps the database from being written to.
 *
 * @example
 * const report = await askRuleDesk(ruleDesk, { kind: 'check', files });
 */
export async function askRuleDesk<Kind extends RuleTask['kind']>(
  desk: RuleDesk,
  task: Extract<RuleTask, { kind: Kind }>,
): Promise<TaskResult<Kind>> {
  try {
    return await desk.ask<Kind>(task);
  } catch (fault) {
    if (fault instanceof RuleDeskRefusal) throw refusalOf(fault);
    if (fault instanceof TaskFault && fault.code === 'SQLITE_BUSY') {
      throw unavailable('an import is being written to the database', '10');
    }
    throw fault;
  }
}

function refusalOf({ reason, seconds }: RuleDeskRefusal): Refusal {
  if (reason === 'too-many') return unavailable('too many rule files are being checked', '2');
  return new Refusal(422, [
    problem('out-of-range', `checking the rule files takes longer than ${seconds} seconds`, {
      expected: `what is checked within ${seconds} seconds`,
      hint: 'send fewer or shorter plan files, or check them with `attain check`',
    }),
  ]);
}

function unavailable(message: string, seconds: string): Refusal {
  const found = problem('unavailable', message, { hint: `ask again in ${seconds} seconds` });
  return new Refusal(503, [found], { 'retry-after': seconds });
}
