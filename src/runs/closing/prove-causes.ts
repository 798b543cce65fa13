import type { CivilDate } from '../../calendar/civil-date.js';
import { calculate } from '../../engine/calculate.js';
import { compareText } from '../../engine/record-index.js';
import type { CauseStep } from '../../ledger/closing/cause-steps.js';
import type { ChangedInput } from '../../ledger/closing/changed-input.js';
import { dueFigures, type Figures, postedFigures } from '../../ledger/closing/due-figures.js';
import { nearestOf } from '../../ledger/closing/find-cause.js';
import type { AdjustedFigure, CauseShare, ClosedGroup } from '../../ledger/closing/payee-closing.js';
import { sharedCauses } from '../../ledger/closing/shared-causes.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import type { Executor } from '../../store/executor.js';
import { type AdjustedGroup, type CauseTask, causeTasks } from './cause-tasks.js';
import { type PastInputs, PastReader, type TakenOver, takenOver } from './past-inputs.js';

/** What the causes are found from. */
export interface CausesQuestion {
  /** All that was changed since the first of the closings. */
  readonly changes: readonly ChangedInput[];
  /** The last change that is stored: what is later is only supposed. */
  readonly stored: number;
  /** The first day that is not known. */
  readonly through: CivilDate;
}

/** The causes of a figure of a payee; `null` where none were found, since nothing that is known concerns the payee. */
export type ProvenCauses = (figure: AdjustedFigure, group: ClosedGroup) => readonly CauseShare[] | null;

/**
 * Finds what made adjustments. Where all that can have concerned a payee is one step, that is it. Otherwise the payee,
 * and whoever counts for the payee, is calculated from the data and rules after each step, in the order in which they
 * were recorded: what the steps make of a figure sums to its whole change. It tells the same whoever else is asked
 * about, and whatever is changed afterwards. What this version of the program cannot calculate is left out.
 *
 * @example
 * const proven = await proveCauses(db, adjusted, { changes, stored: 12, through: '2026-03-01' });
 * proven(figure, group) // [{ cause: 'quota', source: 'quota ann bookings 2026-01-01', amount: 500n, … }]
 */
export async function proveCauses(
  executor: Executor,
  adjusted: readonly AdjustedGroup[],
  question: CausesQuestion,
): Promise<ProvenCauses> {
  if (adjusted.length === 0) return () => null;
  return executor.read(async (trx) => {
    const reader = new PastReader(trx, question.changes);
    const tasks = await causeTasks(reader, adjusted, question);
    const proven = new Map<string, FiguresCauses>();
    // Those for whom the same steps are tried are calculated together.
    for (const own of groupedBy(tasks, signatureOf).values()) {
      const found = await triedTogether(reader, own, question.through);
      for (const [task, causes] of found) proven.set(placeOf(task.payee, task.closed), causes);
    }
    return (figure, group) => proven.get(placeOf(figure.payee, group))?.(figure) ?? null;
  });
}

type FiguresCauses = (figure: AdjustedFigure) => readonly CauseShare[];

/** Pay groups are closed apart, so that what was closed last tells them apart together with the payee. */
function placeOf(payee: string, { change, to, payGroup }: ClosedGroup): string {
  return [payGroup, change, to, payee].join('\u0000');
}

function signatureOf({ closed, steps }: CauseTask): string {
  const said = steps.map(({ change, family, more }) => [change, family ?? '', more].join(' '));
  return [closed.change, ...said].join('\u0000');
}

/** The causes for tasks of the same steps. */
async function triedTogether(
  reader: PastReader,
  tasks: readonly CauseTask[],
  through: CivilDate,
): Promise<readonly (readonly [CauseTask, FiguresCauses])[]> {
  const [first] = tasks;
  if (first === undefined || first.steps.length === 0) return [];
  const states = first.steps.length === 1 ? [] : await statesOf(reader, tasks, first, through);
  if (states === null) return [];
  return tasks.map((task) => {
    const nearest = task.steps.map(({ inputs }) => nearestOf(inputs, task.index));
    const posted = postedFigures(task.group.statements);
    const [before = posted, ...after] = states.map((figuresOf) => figuresOf(task));
    const steps = task.steps.map(({ more }, place) => ({
      ...{ more, nearest: nearest[place] ?? (() => null), figures: after[place] ?? null },
    }));
    return [task, (figure) => sharedCauses(figure, { group: task.closed, posted, before, steps })];
  });
}

/** What those who are calculated together are due at one time. */
type FiguresOf = (task: CauseTask) => Figures;

/** What is due by what was closed, and then after each step but the last. */
async function statesOf(
  reader: PastReader,
  tasks: readonly CauseTask[],
  { closed, steps }: CauseTask,
  through: CivilDate,
): Promise<readonly FiguresOf[] | null> {
  const people = [...new Set(tasks.flatMap((each) => [...each.people]))].sort(compareText);
  const deals = [...new Set(tasks.flatMap((each) => [...each.deals]))].sort(compareText);
  const inputsAfter = (change: number) => reader.inputsAfter(change, { people, deals });
  let inputs = await inputsAfter(closed.change);
  if (inputs === null) return null;
  const states = [figuresBy(inputs, people, through)];
  let after: PastInputs = inputs;
  for (const [place, step] of steps.slice(0, -1).entries()) {
    if (steps[place - 1]?.change !== step.change) {
      const read = await inputsAfter(step.change);
      if (read === null) return null;
      after = read;
    }
    const later = new Set(steps.slice(place + 1).flatMap((each) => each.inputs.map(({ source }) => source)));
    inputs = takenOver(inputs, after, { ...familyOf(step, steps[place + 1]), later });
    states.push(figuresBy(inputs, people, through));
  }
  return states;
}

/** The last step of a change takes over all that is left of it, also what concerns others. */
function familyOf({ change, family }: CauseStep, next: CauseStep | undefined): Pick<TakenOver, 'family'> {
  const isLast = next?.inputs.some((each) => each.change === change) !== true;
  return family === 'rules' || (family !== null && !isLast) ? { family } : {};
}

function figuresBy({ book, records }: PastInputs, people: readonly string[], through: CivilDate): FiguresOf {
  const { company, plans: versions, territories } = book;
  const calculation = calculate({ company, versions, territories, records, through, payees: people });
  const books = new Map(calculation.payees.map((each) => [each.payee, each]));
  return ({ payee, group: { id }, closed }) => {
    const own = books.get(payee);
    return own === undefined ? new Map() : dueFigures(calculation, own, { id, closed });
  };
}
