import type { Route } from '../../http/route.js';
import { disputePages as pagesOfOne } from './dispute-page.js';
import { disputesPage } from './disputes-page.js';
import { newQuestionPages } from './new-question-page.js';

/** Questions about lines of statements: asked, answered and decided. */
export const disputePages: readonly Route[] = [disputesPage, ...newQuestionPages, ...pagesOfOne];
