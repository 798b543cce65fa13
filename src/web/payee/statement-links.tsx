/**
 * A statement as files: a document to print and keep, a workbook, and a table of its lines.
 *
 * @example
 * <StatementLinks payee="ada" period="2026-03" currency="USD" />
 */
export function StatementLinks({
  payee,
  period,
  currency,
}: {
  readonly payee: string;
  readonly period: string;
  readonly currency: string;
}) {
  const file = `/api/v1/payees/${encodeURIComponent(payee)}/statements/${encodeURIComponent(period)}`;
  return (
    <>
      {['pdf', 'xlsx', 'csv'].map((kind) => (
        <a class="button" href={`${file}?currency=${currency}&format=${kind}`} download>
          {kind.toUpperCase()}
          <span class="only-heard"> of the statement</span>
        </a>
      ))}
    </>
  );
}
