import { AUDIT_RULES, type LedgerBreak } from '../../ledger/entries/ledger-break.js';
import type { AuditDocument } from '../../runs/audit/audit-document.js';
import type { Job } from '../../runs/jobs/jobs.js';
import type { ClosingVerification } from '../../runs/verify-period.js';
import { payGroupText } from '../finance/period-words.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Badge } from '../parts/badge.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Figure, Figures } from '../parts/figure.js';
import { Section } from '../parts/section.js';
import { booksRequest } from './task-words.js';

/** What a verification found, with how many differences there were beyond those that are kept. */
type KeptVerification = ClosingVerification & { readonly differenceCount: number };
type KeptAudit = AuditDocument & { readonly breakCount: number };

/** What came of a task, as it is kept with its job. */
interface KeptTaskReport {
  readonly verifications?: readonly KeptVerification[];
  readonly audit?: KeptAudit;
}

interface ResultProps {
  readonly job: Job;
  readonly format: ReaderFormat;
}

/**
 * What came of a task that is done: what was closed, whether a closed period is what its inputs come to, or whether
 * the books are sound.
 *
 * @example
 * <TaskResult job={job} format={format} />
 */
export function TaskResult({ job, format }: ResultProps) {
  // The worker of a task writes these, and nobody else.
  const { verifications = [], audit } = (job.outcome?.report ?? {}) as KeptTaskReport;
  if (audit !== undefined) return <AuditResult audit={audit} format={format} />;
  const request = booksRequest(job);
  if (request.kind === 'close') {
    return (
      <p>
        {format.period(request.period)} ({payGroupText(request.payGroup)}) is closed: its statements are
        frozen, and the ledger is posted.
      </p>
    );
  }
  return <>{verifications.map((found) => VerificationResult({ found, format }))}</>;
}

function VerificationResult({
  found,
  format,
}: {
  readonly found: KeptVerification;
  readonly format: ReaderFormat;
}) {
  const { closing, change, statements, isEqual, engineVersion, differences, differenceCount } = found;
  return (
    <>
      <Figures>
        <Figure
          label="Differences"
          value={format.count(differenceCount)}
          detail={
            isEqual
              ? 'calculated again from what was recorded, every byte is the same'
              : 'calculated again, it is not what was closed'
          }
          isMain
        />
        <Figure label="Statements held against" value={format.count(statements)} />
        <Figure
          label="Engine"
          value={engineVersion.now}
          detail={`closed with ${engineVersion.closed}, as closing ${closing} as of change ${format.count(change)}`}
        />
      </Figures>
      {differences.length === 0 ? null : (
        <Section
          id={`differences-${closing}`}
          title="What differs"
          about={firstOf(differences.length, differenceCount, format)}
        >
          <DataTable
            caption="What is closed, and what calculating again gives"
            columns={[
              { heading: 'Payee', namesRow: true, cell: ({ payee }) => payee || 'The closing itself' },
              { heading: 'Where', cell: ({ at }) => at },
              { heading: 'Closed', cell: ({ closed }) => closed ?? 'nothing' },
              { heading: 'Calculated again', cell: ({ calculated }) => calculated ?? 'nothing' },
            ]}
            rows={differences}
            empty={null}
          />
        </Section>
      )}
    </>
  );
}

function AuditResult({ audit, format }: { readonly audit: KeptAudit; readonly format: ReaderFormat }) {
  const { sound, checks, balances, breaks, breakCount, head } = audit;
  return (
    <>
      <Figures>
        <Figure
          label="Breaks"
          value={format.count(breakCount)}
          detail={
            sound ? 'all that is posted follows from its smallest parts' : 'the books are not as they must be'
          }
          isMain
        />
        <Figure label="Checks" value={format.count(checks.length)} />
      </Figures>
      {breaks.length === 0 ? null : <BreakTable breaks={breaks} count={breakCount} format={format} />}
      <Section id="checks" title="What was checked">
        <DataTable
          caption="Checks and how much each went through"
          columns={[
            { heading: 'Check', namesRow: true, cell: ({ title }) => title },
            {
              heading: 'Examined',
              kind: 'number',
              cell: ({ examined, of }) => `${format.count(examined)} ${of}`,
            },
            {
              heading: 'Breaks',
              kind: 'number',
              cell: ({ breaks: found }) =>
                found === 0 ? (
                  <Badge tone="good">none</Badge>
                ) : (
                  <Badge tone="bad">{format.count(found)}</Badge>
                ),
            },
          ]}
          rows={checks}
          empty={null}
        />
      </Section>
      {balances.length === 0 ? null : <BalanceTable balances={balances} format={format} />}
      {head === null ? null : (
        <Section
          id="head"
          title="The last record of the chain"
          about="Note its hash elsewhere: a later audit finds it again, or tells that it is gone."
        >
          <p>
            Record {format.count(head.record)} of {format.moment(head.recordedAt)}:{' '}
            <code class="hash">{head.hash}</code>
          </p>
        </Section>
      )}
    </>
  );
}

function BreakTable({
  breaks,
  count,
  format,
}: {
  readonly breaks: readonly LedgerBreak[];
  readonly count: number;
  readonly format: ReaderFormat;
}) {
  return (
    <Section id="breaks" title="What is not as it must be" about={firstOf(breaks.length, count, format)}>
      <DataTable
        caption="Breaks"
        columns={[
          { heading: 'Where', namesRow: true, cell: ({ where }) => <div class="words">{where}</div> },
          { heading: 'What must hold', cell: ({ rule }) => <div class="words">{AUDIT_RULES[rule]}</div> },
          { heading: 'Figure', cell: ({ figure }) => figure },
          { heading: 'Expected', kind: 'number', cell: ({ expected }) => expected },
          { heading: 'Found', kind: 'number', cell: ({ found }) => found },
          {
            heading: 'Difference',
            kind: 'number',
            cell: ({ difference, currency }) =>
              difference === null || currency === null ? (
                ''
              ) : (
                <Amount format={format} amount={difference} currency={currency} />
              ),
          },
        ]}
        rows={breaks}
        empty={null}
      />
    </Section>
  );
}

type Balances = AuditDocument['balances'][number];

function BalanceTable({
  balances,
  format,
}: {
  readonly balances: readonly Balances[];
  readonly format: ReaderFormat;
}) {
  const accounts = Object.keys(balances[0] ?? {}).filter((name) => name !== 'currency');
  const columns: readonly Column<string>[] = balances.map(({ currency = '', ...amounts }) => ({
    heading: currency,
    kind: 'number',
    cell: (account) => <Amount format={format} amount={amounts[account] ?? '0'} currency={currency} bare />,
  }));
  return (
    <Section id="balances" title="Where the ledger stands">
      <DataTable
        caption="Accounts, a currency each"
        columns={[
          {
            heading: 'Account',
            namesRow: true,
            cell: (account) => account.charAt(0).toUpperCase() + account.slice(1),
          },
          ...columns,
        ]}
        rows={accounts}
        empty={null}
      />
    </Section>
  );
}

function firstOf(shown: number, count: number, format: ReaderFormat): string | undefined {
  return shown < count ? `The first ${format.count(shown)} of ${format.count(count)}.` : undefined;
}
