import { payPeriodContaining } from '../calendar/pay-period.js';
import { type ClosedGroup, closedGroups } from '../ledger/closing/payee-closing.js';
import { readPayGroupId } from '../ledger/pay-group.js';
import type { AdjustmentCause, PriorPeriodAdjustment } from '../ledger/prior-period-adjustment.js';
import type { Statement } from '../ledger/statement.js';
import { formatMinorUnits, parseMinorUnits } from '../money/minor-units.js';
import { problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';
import { latestChange } from '../store/change.js';
import { readChangedInputs } from '../store/changed-inputs.js';
import { readClosings } from '../store/closings.js';
import type { Executor } from '../store/executor.js';
import { groupStatements } from './closing/group-statements.js';
import { packageFile } from './package-file.js';
import { readStoredRules } from './stored-rules.js';

/** A prior-period adjustment that an open period would post. Amounts are decimal text, signed. */
export interface PreviewedAdjustment extends PriorPeriodAdjustment {
  readonly payee: string;
  readonly component: string;
  readonly deal: string | null;
  /** What it changes of what was earned, and of what is payable. */
  readonly earned: string;
  readonly payable: string;
}

/** What the adjustments of one closed period with one cause come to. */
export interface AdjustmentTotal {
  readonly period: string;
  readonly cause: AdjustmentCause;
  readonly adjustments: number;
  readonly earned: string;
  readonly payable: string;
}

/** What the first open period of a pay group would post of closed ones. */
export interface AdjustmentPreview {
  readonly payGroup: string;
  readonly currency: string;
  /** The id of the open period that would post it. */
  readonly postedIn: string;
  /** The change of inputs and rules up to which was looked. */
  readonly change: number;
  readonly adjustments: readonly PreviewedAdjustment[];
  readonly totals: readonly AdjustmentTotal[];
  readonly earned: string;
  readonly payable: string;
}

/**
 * The prior-period adjustments that the first open period of each pay group would post, as the data stands now:
 * nothing is written, and nothing need be calculated before. A pay group of which nothing is closed has none.
 * Fails where the pay group that is asked for has no closed period.
 *
 * @example
 * const preview = await previewAdjustments(db, { payGroup: 'monthly-USD' });
 */
export async function previewAdjustments(
  executor: Executor,
  question: { readonly payGroup?: string } = {},
): Promise<Result<readonly AdjustmentPreview[]>> {
  const closings = await readClosings(executor, question);
  const change = await latestChange(executor);
  if (closings.length === 0 && question.payGroup !== undefined) {
    const message = `no period of ${question.payGroup} is closed, so that nothing adjusts one`;
    return failed([problem('not-closed', message, { hint: 'attain period list shows all pay groups' })]);
  }
  const previews: AdjustmentPreview[] = [];
  const { version } = packageFile();
  // Another version of the program may come to something else where nothing was changed.
  const isSameProgram = closings.every(({ engineVersion }) => engineVersion === version);
  for (const [payGroup, group] of closedGroups(closings)) {
    const found = await previewGroup(executor, payGroup, group, { change, isSameProgram });
    if (!found.ok) return found;
    previews.push(found.value);
  }
  return ok(previews);
}

async function previewGroup(
  executor: Executor,
  payGroup: string,
  group: ClosedGroup,
  { change, isSameProgram }: { readonly change: number; readonly isSameProgram: boolean },
): Promise<Result<AdjustmentPreview>> {
  const rules = await readStoredRules(executor);
  if (!rules.ok) return rules;
  const name = readPayGroupId(payGroup);
  if (name === null) throw new Error(`A closing is of what is no pay group: ${payGroup}.`);
  const period = payPeriodContaining(name.frequency, group.to, rules.value.book.company);
  const { id: postedIn, to: through } = period;
  const changed = await executor.read((trx) =>
    readChangedInputs(trx, { after: group.change, through: change }),
  );
  const engineVersion = packageFile().version;
  const asked = { change, through, payGroup, period, engineVersion, ...(isSameProgram && { changed }) };
  const found = changed.length === 0 && isSameProgram ? null : await groupStatements(executor, asked);
  if (found !== null && !found.ok) return found;
  const adjustments = (found?.value.statements ?? []).flatMap(({ statement, entitlements }) =>
    adjustmentsOf(
      statement,
      new Set(
        entitlements
          .filter(({ released }) => released)
          .map(({ component, assignment }) => `${assignment} ${component}`),
      ),
    ),
  );
  const { currency } = name;
  return ok({
    ...{ payGroup, currency, postedIn, change, adjustments },
    totals: totalsOf(adjustments, currency),
    ...sumsOf(adjustments, currency),
  });
}

/** What a statement posts of closed periods; what waits for a release becomes payable by an entry of its own. */
function adjustmentsOf(
  { payee, components, releases, currency }: Statement,
  released: ReadonlySet<string>,
): readonly PreviewedAdjustment[] {
  const zero = formatMinorUnits(0n, currency);
  const lines = components.flatMap(({ component, assignment, lines: own }) =>
    own.flatMap(({ adjusts, amount, deal }) => {
      if (adjusts === undefined) return [];
      const payable = released.has(`${assignment} ${component}`) ? zero : amount;
      return [{ ...adjusts, payee: payee.id, component, deal, earned: amount, payable }];
    }),
  );
  const payables = releases.flatMap(({ adjusts, amount, component, deal }) => {
    if (adjusts === undefined) return [];
    return [{ ...adjusts, payee: payee.id, component, deal, earned: zero, payable: amount }];
  });
  return [...lines, ...payables];
}

function totalsOf(adjustments: readonly PreviewedAdjustment[], currency: string): readonly AdjustmentTotal[] {
  const places = [...new Set(adjustments.map(({ period, cause }) => `${period} ${cause}`))].sort();
  return places.flatMap((place) => {
    const own = adjustments.filter(({ period, cause }) => `${period} ${cause}` === place);
    const [first] = own;
    if (first === undefined) return [];
    const { period, cause } = first;
    return [{ period, cause, adjustments: own.length, ...sumsOf(own, currency) }];
  });
}

function sumsOf(adjustments: readonly PreviewedAdjustment[], currency: string) {
  const sum = (amounts: readonly string[]) =>
    formatMinorUnits(
      amounts.reduce((total, each) => total + minorUnitsOf(each, currency), 0n),
      currency,
    );
  return {
    earned: sum(adjustments.map(({ earned }) => earned)),
    payable: sum(adjustments.map(({ payable }) => payable)),
  };
}

function minorUnitsOf(amount: string, currency: string): bigint {
  const minor = parseMinorUnits(amount, currency);
  if (typeof minor === 'string') throw new Error(`A statement has what is no amount: ${amount}.`);
  return minor;
}
