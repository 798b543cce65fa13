import type { Route } from '../../http/route.js';
import { comparisonPages } from './comparison-pages.js';
import { deleteRulesRoutes } from './delete-rules.js';
import { editRulesRoutes } from './edit-rules.js';
import { planPage } from './plan-page.js';
import { plansPage } from './plans-page.js';
import { ruleFilePage } from './rule-file-page.js';
import { rulesPage } from './rules-page.js';
import { uploadRulesRoutes } from './upload-rules.js';

/** Plans, the rule files that they are written in, and what other versions of them would have paid. */
export const planPages: readonly Route[] = [
  plansPage,
  planPage,
  rulesPage,
  ruleFilePage,
  ...editRulesRoutes,
  ...uploadRulesRoutes,
  ...deleteRulesRoutes,
  ...comparisonPages,
];
