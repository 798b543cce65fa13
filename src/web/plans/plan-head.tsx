import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import type { PlanOverview } from '../../runs/plan-documents/plan-overview.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { Meta } from '../parts/meta.js';
import { daysThrough } from './days-through.js';
import { compareAddress, editAddress, ruleFileAddress, shortHash } from './plan-addresses.js';

interface Shown {
  readonly overview: PlanOverview;
  readonly format: ReaderFormat;
}

/**
 * What the version of a plan that is shown is called, and when it is in force.
 *
 * @example
 * <PlanMeta overview={overview} format={format} />
 */
export function PlanMeta({ overview: { document, asOf }, format }: Shown) {
  const { plan, hash, from, through, currency, payFrequency } = document;
  return (
    <Meta
      entries={[
        ['Plan', plan],
        ['Version', <code>{shortHash(hash)}</code>],
        ['In force', daysThrough(format, from, through)],
        ['Currency', currency],
        ['Pays', payFrequency],
        ['As of', asOf === null ? 'nothing is calculated yet' : format.day(asOf)],
      ]}
    />
  );
}

/**
 * What can be done with a plan: read its document, compare its versions, see or edit its file.
 *
 * @example
 * <PlanActions overview={overview} viewer={viewer} />
 */
export function PlanActions({
  overview,
  viewer,
}: {
  readonly overview: PlanOverview;
  readonly viewer: Viewer;
}) {
  const { plan, hash } = overview.document;
  const path = overview.versions.find((each) => each.hash === hash)?.path;
  const document = `/api/v1/plans/${encodeURIComponent(plan)}/document?${new URLSearchParams({ hash, format: 'text' })}`;
  return (
    <>
      <a class="button" href={document} download={`${plan}.md`}>
        Document
      </a>
      <a class="button" href={compareAddress({ plan })}>
        Compare
      </a>
      {path === undefined ? null : (
        <a class="button" href={permit('configure', viewer) ? editAddress(path) : ruleFileAddress(path)}>
          {permit('configure', viewer) ? 'Edit the rule file' : 'Rule file'}
        </a>
      )}
    </>
  );
}

/**
 * What a plan earned last, how many are on it, and how many of these have accepted the version that is shown.
 *
 * @example
 * <PlanFigures overview={overview} format={format} />
 */
export function PlanFigures({ overview: { paid, people, asOf, document }, format }: Shown) {
  const now = people.filter(
    ({ from, through }) => asOf === null || (from <= asOf && (through === null || asOf <= through)),
  );
  const onVersion = people.filter(({ hash }) => hash === document.hash);
  const accepted = onVersion.filter(({ acceptedAt }) => acceptedAt !== null);
  const counted = (those: typeof people) => format.count(new Set(those.map(({ payee }) => payee)).size);
  const [total] = paid?.totals ?? [];
  return (
    <Figures>
      <Figure
        label={paid === null ? 'Earned' : `Earned in ${format.period(paid.period.id)}`}
        value={total === undefined ? 'nothing yet' : format.money(total.earned, total.currency)}
        detail={total === undefined ? undefined : `${format.money(total.payable, total.currency)} payable`}
        isMain
      />
      <Figure label={asOf === null ? 'Payees ever on it' : 'Payees on it'} value={counted(now)} />
      <Figure
        label="Accepted"
        value={`${counted(accepted)} of ${counted(onVersion)}`}
        detail="of those on the version that is shown"
      />
    </Figures>
  );
}
