import type { Bonus } from './bonus.js';
import type { Commission } from './commission.js';
import type { Spiff } from './spiff.js';

/** Any way of turning what was credited into earnings, compiled. */
export type Mechanism = Commission | Bonus | Spiff;
