import { readFile } from 'node:fs/promises';
import type { PayoutCurve } from '../ledger/curves/payout-curve.js';
import type { NextTier } from '../ledger/statement.js';
import { groupedAmount } from '../money/readable-amount.js';
import type { Result } from '../problems/result.js';
import { payeeCurves } from '../runs/payout-curves/payee-curves.js';
import { planCurvesOfFiles, publishedPlanCurves } from '../runs/payout-curves/plan-curves.js';
import { asRuleFiles } from '../runs/stored-rules.js';
import type { Database } from '../store/executor.js';
import { readRuleFiles } from '../store/rule-files.js';
import { ProblemsFound } from './problems-found.js';
import type { Session } from './session.js';
import { tableText } from './table.js';
import { UsageError } from './usage-error.js';

interface CurveFlags {
  readonly payee?: string;
  readonly component?: string;
  readonly plan?: string;
  readonly hash?: string;
  readonly file?: string;
}

/**
 * Adds `attain curve`: what components pay by what is credited, for a payee, a published plan or a plan file.
 *
 * @example
 * addCurveCommand(session);
 */
export function addCurveCommand(session: Session): void {
  session.program
    .command('curve')
    .description('show what components pay by what is credited: for a payee, a published plan or a plan file')
    .option('--payee <id>', 'whom it is for: in the current window, with the own place on it')
    .option('--component <id>', 'with --payee: only this component')
    .option('--plan <id>', 'a published plan, for somebody with the quotas of its own examples')
    .option('--hash <hash>', 'with --plan: the version, by what its hash begins with')
    .option('--file <file>', 'a plan file, which need not be published')
    .action((flags: CurveFlags) => {
      const asked = [flags.payee, flags.plan, flags.file].filter((each) => each !== undefined);
      if (asked.length !== 1) throw new UsageError('name one of --payee, --plan and --file');
      return session.withDatabase(async (db) => {
        const found = await curvesOf(session, db, flags);
        if (!found.ok) throw new ProblemsFound(found.problems, 'No curve was made.');
        session.print(found.value, () => found.value.curves.map(curveText).join('\n\n'));
      });
    });
}

type ShownCurve = PayoutCurve & { readonly next?: readonly NextTier[] };

async function curvesOf(
  { scope }: Session,
  db: Database,
  { payee, component, plan, hash, file }: CurveFlags,
): Promise<Result<{ readonly curves: readonly ShownCurve[] }>> {
  if (payee !== undefined) return payeeCurves(db, scope, { payee, component });
  if (plan !== undefined)
    return publishedPlanCurves(db, scope, { plan, ...(hash !== undefined && { hash }) });
  const text = await readFile(file ?? '', 'utf8');
  const published = asRuleFiles(await readRuleFiles(db));
  return planCurvesOfFiles({ files: { ...published, plans: [{ file: file ?? '', text }] } });
}

function curveText(curve: ShownCurve): string {
  const { component, measure, window, quota, currency, unit, place, next = [] } = curve;
  const held = quota === null ? 'no quota' : `quota ${groupedAmount(quota)}`;
  const heading = `${component} by ${measure}, ${window.from} to before ${window.to}, ${held}`;
  if (curve.why !== null) return `${heading}: no curve, as ${curve.why}.`;
  const columns = [
    { title: unit === 'money' ? `Credited, ${currency}` : 'Credited, units', align: 'right' as const },
    { title: 'Attainment', align: 'right' as const },
    { title: `Earned, ${currency}`, align: 'right' as const },
    { title: '' },
  ];
  const rows = curve.points.map((each) => [
    groupedAmount(each.value),
    each.attainment ?? '–',
    groupedAmount(each.earned),
    each.isBound ? (curve.tiers.find(({ value }) => value === each.value)?.pays ?? 'bound') : '',
  ]);
  const now =
    place === null ? [] : [`Now: ${groupedAmount(place.value)}, which earns ${groupedAmount(place.earned)}.`];
  const ways = next.map(
    ({ distance, from, pays }) => `${groupedAmount(distance)} more to reach ${from}: ${pays}.`,
  );
  return [heading, tableText(columns, rows), ...now, ...ways].join('\n');
}
