import type { PageContent } from '../layout/page-content.js';
import { EmptyState } from '../parts/empty-state.js';

/**
 * What a page shows while nothing is calculated.
 *
 * @example
 * if (calculated === null) return nothingCalculated('Reconciliation');
 */
export function nothingCalculated(title: string): PageContent {
  return {
    title,
    body: (
      <EmptyState title="Nothing is calculated yet" action={<a href="/runs">Runs</a>}>
        What was paid is held against the customers’ cash once a run has calculated it.
      </EmptyState>
    ),
  };
}
