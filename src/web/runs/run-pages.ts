import type { Route } from '../../http/route.js';
import { oneRunPages } from './run-page.js';
import { runsListPages } from './runs-page.js';
import { oneTaskPages } from './task-page.js';
import { tasksPage } from './tasks-page.js';

/** Calculations, and what else is worked on beside the requests. */
export const runPages: readonly Route[] = [...runsListPages, ...oneRunPages, tasksPage, ...oneTaskPages];
