import { capSchema } from './cap.js';
import { floorSchema } from './floor.js';
import { releaseSchema } from './release.js';

/** The modifiers of a component by name, each with its written form. */
export const MODIFIERS = { cap: capSchema, floor: floorSchema, release: releaseSchema } as const;

/** Modifiers of a component that the language knows and this version can not pay by yet. */
export const LATER_MODIFIERS = ['gate', 'multiplier', 'clawback'] as const;

/** Modifiers of a whole plan that the language knows and this version can not pay by yet. */
export const LATER_PLAN_MODIFIERS = ['cap', 'floor', 'draw', 'guarantee'] as const;
