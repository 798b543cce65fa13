import { attachment } from '../../http/attachment.js';
import { payoutTotal } from '../../ledger/payouts/payout-batch.js';
import type { PayoutDocument } from '../../ledger/payouts/payout-document.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { ExportedPayout } from '../../runs/payouts/export-payout.js';
import type { NamedText } from '../../runs/payouts/payout-steps.js';
import type { FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { TextField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { ActionForm, Form } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { MappingField } from './payout-mapping.js';
import { payoutAddress } from './payout-words.js';

/**
 * The page that asks for a mapping and makes a file for payroll from it: of all that a batch pays, where need be in
 * the place of another file, or of what failed alone.
 *
 * @example
 * payrollFileForm(7, undefined, EMPTY_FORM).title // 'File for payroll of batch 7'
 */
export function payrollFileForm(batch: number, only: OnlyFailed, filled: FilledForm): PageContent {
  return {
    title: titleOf(batch, only),
    trail: trailOf(batch),
    body: (
      <Form
        action={`${payoutAddress(batch)}/export`}
        submit="Make the file for payroll"
        filled={filled}
        refused="No file was made."
        hasFiles
        cancel={payoutAddress(batch)}
      >
        <MappingField filled={filled} />
        {only === undefined ? (
          <Replacement filled={filled} />
        ) : (
          <input type="hidden" name="only" value={only} />
        )}
      </Form>
    ),
  };
}

/** `failed` for what failed or came back alone; all of the batch where it is not said. */
type OnlyFailed = 'failed' | undefined;

function titleOf(batch: number, only: OnlyFailed): string {
  return only === undefined ? `File for payroll of batch ${batch}` : `What failed of batch ${batch}, again`;
}

function Replacement({ filled }: { readonly filled: FilledForm }) {
  return (
    <>
      <TextField
        name="replaces"
        label="File that it takes the place of"
        hint="Where payroll has another file of the batch already: what the SHA-256 of that one begins with"
        filled={filled}
        optional
      />
      <TextField
        name="reason"
        label="Why that file is replaced"
        hint="See first that payroll does not pay by it"
        filled={filled}
        optional
      />
    </>
  );
}

/**
 * The page of a file for payroll that was made. The file is not kept, but made again, to the same bytes, by what is
 * sent along.
 *
 * @example
 * madePayrollFile(payoutDocument(made.history), made, mapping, undefined, format)
 */
export function madePayrollFile(
  { batch, currency }: PayoutDocument,
  made: ExportedPayout,
  mapping: NamedText,
  only: OnlyFailed,
  format: ReaderFormat,
): PageContent {
  const sent = { mappingText: mapping.text, mappingName: mapping.name, as: 'file' };
  const fields = { ...sent, ...(only !== undefined && { only }) };
  const total = formatMinorUnits(payoutTotal(made.items), currency);
  return {
    title: titleOf(batch, only),
    trail: trailOf(batch),
    about: <Meta entries={[['Provider', made.provider]]} />,
    body: (
      <>
        <Figures>
          <Figure
            label="In the file"
            value={format.money(total, currency)}
            detail={`${format.count(made.items.length)} payments`}
            isMain
          />
        </Figures>
        <p>
          The batch counts as sent to payroll now. Hand the file over, and come back with what payroll says it
          paid.
        </p>
        <div class="actions">
          <ActionForm
            action={`${payoutAddress(batch)}/export`}
            fields={fields}
            label={`Download ${fileName(made)}`}
            tone="main"
          />
          <a class="button" href={payoutAddress(batch)}>
            Back to the batch
          </a>
        </div>
        <p class="quiet">
          SHA-256 of the file: <code class="whole-hash">{made.contentHash}</code>
        </p>
      </>
    ),
  };
}

/**
 * The file for payroll itself.
 *
 * @example
 * if (form.as === 'file') return payrollFileResponse(made);
 */
export function payrollFileResponse(made: ExportedPayout): Response {
  return new Response(made.text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': attachment(fileName(made)),
    },
  });
}

function fileName({ history, provider }: ExportedPayout): string {
  return `payout-batch-${history.batch.number}-${provider}.csv`;
}

function trailOf(batch: number) {
  return [
    { label: 'Payouts', href: '/payouts' },
    { label: `Batch ${batch}`, href: payoutAddress(batch) },
  ];
}
