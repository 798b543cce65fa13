import { requireEverybody } from '../../http/require-everybody.js';
import type { Services } from '../../http/services.js';
import { payeeNames } from '../../store/payee-list.js';
import type { PageRequest } from '../page-request.js';
import { periodCorrectionsCsv } from './period-corrections.js';
import { periodStepsCsv } from './period-trail.js';
import { readPeriodView } from './period-view.js';

/** The tables of a pay period's page that can be had as files there; its statements are a list of the API. */
export const PERIOD_FILES = ['steps', 'corrections'] as const;

interface Named {
  readonly payGroup: string;
  readonly period: string;
}

/**
 * A table of a pay period's page as CSV.
 *
 * @example
 * await periodCsv('steps', request, services)
 */
export async function periodCsv(
  file: (typeof PERIOD_FILES)[number],
  {
    params: named,
    scope,
    format,
  }: Pick<PageRequest<'company-data', Named, unknown>, 'params' | 'scope' | 'format'>,
  services: Services,
): Promise<string> {
  requireEverybody(scope);
  const view = await readPeriodView(services, scope, named);
  if (file === 'steps') return periodStepsCsv({ view, format });
  const payees = [...new Set(view.corrections.map(({ payee }) => payee))];
  return periodCorrectionsCsv({ view, names: await payeeNames(services.db, scope, payees), format });
}
