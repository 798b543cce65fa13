import type { Calculation, PayeeBook } from '../../engine/calculate.js';
import { dueAsOf } from '../../engine/due.js';
import type { ClosedStatement } from '../closed-statement.js';
import { payGroupId } from '../pay-group.js';
import { keyInWindow } from '../post-difference.js';
import type { ClosedGroup } from './payee-closing.js';
import { componentKey, postedSeeds } from './posted-seeds.js';

/** What lines and payables come to by their names, in minor units; those that come to nothing may be left out. */
export type Figures = ReadonlyMap<string, bigint>;

/** What tells a component of a payee's pay group apart. */
export interface FigurePlace {
  readonly assignment: string;
  readonly segmentFrom: string;
  readonly component: string;
}

/** What tells a line of a component apart. */
interface LineOfFigure {
  readonly windowFrom: string;
  readonly key: string;
  readonly deal: string | null;
}

/**
 * The name of what a line comes to.
 *
 * @example
 * figures.get(lineFigure(line, line))
 */
export function lineFigure(place: FigurePlace, line: LineOfFigure): string {
  return lineNamed(place, line.windowFrom, keyInWindow(line));
}

/**
 * The name of what is payable on a deal; `''` is what belongs to none.
 *
 * @example
 * figures.get(payableFigure({ assignment, segmentFrom, component }, 'D-1'))
 */
export function payableFigure({ assignment, segmentFrom, component }: FigurePlace, deal: string): string {
  return ['payable', componentKey(assignment, segmentFrom, component), deal].join('\u0000');
}

function lineNamed({ assignment, segmentFrom, component }: FigurePlace, window: string, key: string): string {
  return ['line', componentKey(assignment, segmentFrom, component), window, key].join('\u0000');
}

/**
 * What a payee is due at the end of what is closed of a pay group, by a calculation from whatever data.
 *
 * @param id the id of the pay group
 * @example
 * dueFigures(calculation, payee, { id: 'monthly-USD', closed }).get(name) // 300_000n
 */
export function dueFigures(
  calculation: Calculation,
  payee: PayeeBook,
  { id, closed }: { readonly id: string; readonly closed: ClosedGroup },
): Figures {
  const isOfGroup = ({ segment: { plan } }: PayeeBook['segments'][number]) =>
    payGroupId({ frequency: plan.payFrequency, currency: plan.currency }) === id;
  const figures = new Map<string, bigint>();
  for (const due of dueAsOf(calculation, payee, closed.to, isOfGroup).components) {
    const { assignment, from: segmentFrom } = due.book.segment;
    const place = { assignment, segmentFrom, component: due.component.component.id };
    for (const { own, lines } of due.windows)
      for (const line of lines)
        figures.set(lineNamed(place, own.window.from, keyInWindow(line)), line.amount);
    if (due.component.component.release.length === 0) continue;
    for (const { deal, payable } of due.payables) add(figures, payableFigure(place, deal), payable);
  }
  return figures;
}

/**
 * What closed periods of a pay group have posted in sum.
 *
 * @example
 * postedFigures(group.statements).get(name) // 300_000n
 */
export function postedFigures(statements: readonly ClosedStatement[]): Figures {
  const figures = new Map<string, bigint>();
  for (const { entitlement, windows, deals } of postedSeeds(statements).values()) {
    for (const [window, posted] of windows)
      for (const [key, { amount }] of posted) figures.set(lineNamed(entitlement, window, key), amount);
    for (const [deal, { payable }] of deals) figures.set(payableFigure(entitlement, deal), payable);
  }
  return figures;
}

function add(figures: Map<string, bigint>, name: string, amount: bigint): void {
  figures.set(name, (figures.get(name) ?? 0n) + amount);
}
