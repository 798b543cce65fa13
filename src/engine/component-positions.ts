import type { Path } from '../problems/finding.js';
import type { Mechanism } from './mechanisms/mechanism.js';
import type { ForeignPosition } from './mechanisms/position.js';
import { foreignPositionsOf } from './mechanisms/registry.js';
import type { Component } from './plan.js';

/** A position that a component reads from another measure or a team, and where it is written below the component. */
export interface WrittenReading {
  readonly position: ForeignPosition;
  /** Leads to the id of the measure. */
  readonly path: Path;
}

/**
 * Every position that a component reads from other measures and from teams: its mechanism's, its gates' and its
 * multiplier's.
 *
 * @example
 * positionsReadBy(component).map(({ position }) => position.measure) // ['renewals']
 */
export function positionsReadBy({ mechanism, gate, multiplier }: Component): readonly WrittenReading[] {
  return [
    ...foreignPositionsOf(mechanism).map((position) => ({
      position,
      path: [mechanism.kind, ...pathOfPosition(mechanism, position), position.reads],
    })),
    ...gate.map(({ position, path }) => ({ position, path: ['gate', ...path, 'measure'] })),
    ...(multiplier === null
      ? []
      : [{ position: multiplier.position, path: ['multiplier', 'over', multiplier.position.reads] }]),
  ];
}

/** Where a mechanism writes a position that it reads. */
function pathOfPosition(mechanism: Mechanism, position: ForeignPosition): Path {
  if (mechanism.kind !== 'matrix') return ['over'];
  return ['dimensions', mechanism.dimensions.findIndex(({ over }) => over === position), 'over'];
}
