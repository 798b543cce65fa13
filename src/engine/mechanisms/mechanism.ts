import type { Bonus } from './bonus.js';
import type { Commission } from './commission.js';
import type { Contest } from './contest.js';
import type { Matrix } from './matrix/matrix-form.js';
import type { Objectives } from './objectives/objectives-form.js';
import type { Pool } from './pool.js';
import type { Spiff } from './spiff.js';

/** Any way of turning what was credited into earnings, compiled. */
export type Mechanism = Commission | Bonus | Spiff | Matrix | Objectives | Pool | Contest;
