import { capSchema } from './cap.js';
import { clawbackSchema } from './clawback.js';
import { drawsSchema } from './draw.js';
import { floorSchema } from './floor.js';
import { gatesSchema } from './gate.js';
import { guaranteesSchema } from './guarantee.js';
import { multiplierSchema } from './multiplier.js';
import { payCapsSchema } from './pay-cap.js';
import { planCapsSchema, planFloorsSchema } from './plan-limit.js';
import { releaseSchema } from './release.js';

/** The modifiers of a component by name, each with its written form. */
export const MODIFIERS = {
  gate: gatesSchema,
  multiplier: multiplierSchema,
  cap: capSchema,
  floor: floorSchema,
  release: releaseSchema,
  clawback: clawbackSchema,
} as const;

/** The modifiers of a whole plan by name, each with its written form. */
export const PLAN_MODIFIERS = {
  cap: planCapsSchema,
  floor: planFloorsSchema,
  draw: drawsSchema,
  guarantee: guaranteesSchema,
  payCap: payCapsSchema,
} as const;
