import { compareRatios, type Ratio } from '../../../money/ratio.js';
import type { Path } from '../../../problems/finding.js';
import { problem } from '../../../problems/problem.js';
import { type CompileContext, contextBelow } from '../../compile-context.js';
import { compileWrittenPosition, type Position, unlessOwn } from '../position.js';
import { compileTarget } from '../target.js';
import { checkKinds, compilePosition, compileRate, type WrittenRate } from '../tiers/compile-tiers.js';
import type { Rate } from '../tiers/rate-table.js';
import type { Dimension, Matrix } from './matrix-form.js';
import type { WrittenCells, WrittenMatrix } from './matrix-schema.js';

/** Compiles a matrix; reports every problem, and answers `undefined` if there was one. */
export function compileMatrix(written: WrittenMatrix, context: CompileContext): Matrix | undefined {
  const { pays, shape } = written;
  const target = written.target === undefined ? null : compileTarget(written.target, ['target'], context);
  const compiled = written.dimensions.map((each, index) =>
    compileDimension(each, pays, contextBelow(context, ['dimensions', index])),
  );
  if (!hasSeveralDimensions(written, context)) return undefined;
  const bounds = written.dimensions.map(({ at }) => at.length);
  const cells = compileCells(written.cells, bounds, pays, context);
  const dimensions = compiled.filter((dimension) => dimension !== undefined);
  if (target === undefined || cells === undefined || dimensions.length < compiled.length) return undefined;
  const matrix: Matrix = { kind: 'matrix', pays, target, shape, dimensions, cells };
  return checkTarget(matrix, context) ? matrix : undefined;
}

function hasSeveralDimensions({ dimensions }: WrittenMatrix, context: CompileContext): boolean {
  if (dimensions.length > 1) return true;
  const found = problem('out-of-range', 'a matrix has several dimensions', {
    expected: 'two dimensions or more',
    hint: 'over one dimension, a commission pays by its rates and a bonus by its curve',
  });
  context.report(['dimensions'], found);
  return false;
}

function compileDimension(
  { over, at }: WrittenMatrix['dimensions'][number],
  pays: Matrix['pays'],
  context: CompileContext,
): Dimension | undefined {
  const position = compileWrittenPosition(over, context);
  const bounds = position && compileBounds(at, position, context);
  if (position === undefined || bounds === undefined || position.kind === 'deal') return undefined;
  if (position.kind !== 'fact') return { over: unlessOwn(position, context), at: bounds };
  if (pays === 'rate') return { over: position, at: bounds };
  const message = 'a part of a target is paid for the window, which has no facts of its own';
  context.report(
    ['over', 'fact'],
    problem('invalid-value', message, { found: position.fact, hint: 'or let the matrix say pays: rate' }),
  );
  return undefined;
}

function compileBounds(
  at: readonly string[],
  position: Position,
  context: CompileContext,
): readonly Ratio[] | undefined {
  const places = at.map((bound, index) => compilePosition(bound, position, context, ['at', index]));
  const bounds = places.filter((bound) => bound !== undefined);
  if (bounds.length < places.length) return undefined;
  if (bounds.length < 2) {
    const found = problem('out-of-range', 'a dimension of one bound tells nothing apart', {
      expected: 'two bounds or more',
    });
    context.report(['at'], found);
    return undefined;
  }
  const falls = bounds.findIndex((bound, index) => {
    const previous = bounds[index - 1];
    return previous !== undefined && compareRatios(previous, bound) >= 0;
  });
  if (falls < 0) return bounds;
  context.report(
    ['at', falls],
    problem('tiers-not-ascending', 'each bound must be above the one before it', {
      hint: 'only lower bounds are written; a cell reaches up to the next one’s bound',
    }),
  );
  return undefined;
}

/** The cells in one row, the last dimension fastest. */
function compileCells(
  written: WrittenCells,
  bounds: readonly number[],
  pays: Matrix['pays'],
  context: CompileContext,
): readonly Rate[] | undefined {
  const rates: Rate[] = [];
  let sound = true;
  const visit = (cell: unknown, dimension: number, path: Path): void => {
    const wanted = bounds[dimension];
    if (Array.isArray(cell) && wanted !== undefined) {
      if (cell.length !== wanted) {
        context.report(path, wrongCount(cell.length, wanted, dimension));
        sound = false;
      }
      cell.forEach((each: unknown, index) => {
        visit(each, dimension + 1, [...path, index]);
      });
    } else if (Array.isArray(cell) || wanted !== undefined) {
      context.report(path, wrongDepth(bounds.length));
      sound = false;
    } else {
      const rate = compileCell(cell as WrittenRate, pays, context, path);
      if (rate === undefined) sound = false;
      else rates.push(rate);
    }
  };
  visit(written, 0, ['cells']);
  return checkKinds(rates, context, ['cells']) && sound ? rates : undefined;
}

function wrongCount(found: number, wanted: number, dimension: number) {
  const message = `${found} stand here for the ${wanted} bounds of dimension ${dimension + 1}`;
  return problem('invalid-value', message, {
    found: String(found),
    expected: String(wanted),
    hint: 'the cells have a list for each bound of the first dimension, in it one for each of the second, and so on',
  });
}

function wrongDepth(dimensions: number) {
  return problem('wrong-type', `the cells are not as deep as the matrix has dimensions`, {
    expected: `lists within lists, ${dimensions} deep, with a rate at each place`,
  });
}

/** A part of a target is a percent; a rate is whatever fits what the measure counts in. */
function compileCell(
  written: WrittenRate,
  pays: Matrix['pays'],
  context: CompileContext,
  path: Path,
): Rate | undefined {
  const unit = pays === 'target' ? 'money' : context.measure.unit;
  const rate = compileRate(written, { ...context, measure: { ...context.measure, unit } }, path);
  if (pays === 'rate' || rate === undefined || rate.kind === 'percent') return rate;
  const found = problem('rate-kind', 'a part of a target is a percent', {
    expected: 'a percent such as 80%',
  });
  context.report(path, found);
  return undefined;
}

function checkTarget({ pays, target, cells }: Matrix, context: CompileContext): boolean {
  const needsTarget = pays === 'target' || cells.some(({ kind }) => kind === 'multiple');
  if (needsTarget === (target !== null)) return true;
  const found = needsTarget
    ? problem(
        'target-required',
        'the matrix needs a target to pay a part of, or to take the base rate from',
        {
          expected: 'target: { ofTargetIncentive: 60% }, or an amount of money for a full window',
        },
      )
    : problem('rate-kind', 'the target has no effect, since no rate is a multiple of the base rate', {
        expected: 'cells such as 1x and 1.5x, or pays: target, or no target',
      });
  context.report([], found);
  return false;
}
