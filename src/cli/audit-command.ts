import { InvalidArgumentError } from 'commander';
import { isCivilDate } from '../calendar/civil-date.js';
import { balanceOf, type LedgerBalances } from '../ledger/entries/ledger-balances.js';
import { AUDIT_RULES, type LedgerBreak } from '../ledger/entries/ledger-break.js';
import { formatMinorUnits } from '../money/minor-units.js';
import { groupedAmount } from '../money/readable-amount.js';
import { type AuditedCheck, audit } from '../runs/audit/audit.js';
import type { ChainHead } from '../runs/audit/audit-check.js';
import { auditDocument, SHOWN_ACCOUNTS } from '../runs/audit/audit-document.js';
import { exportTrail } from './audit-export.js';
import { counted } from './counted.js';
import type { Session } from './session.js';
import { tableText } from './table.js';
import { UsageError } from './usage-error.js';

/**
 * Adds `attain audit`: proves all that is posted from its entries, and lists every break.
 *
 * @example
 * addAuditCommand(session);
 */
export function addAuditCommand(session: Session): void {
  session.program
    .command('audit')
    .description(
      'recompute every balance, check statements, payouts and every row against the chain, list any break',
    )
    .option('--head <hash>', 'look whether a head that was noted is in the chain still')
    .option(
      '--export <file>',
      'write every change with before and after into a .csv or .json, and check nothing',
    )
    .option('--from <date>', 'with --export: from this day of UTC on', dateOption)
    .option('--to <date>', 'with --export: up to and with this day of UTC', dateOption)
    .action(({ head, export: file, ...range }: AuditFlags) =>
      session.withDatabase(async (db) => {
        if (file !== undefined) {
          const rows = await exportTrail(db, file, range);
          session.print({ file, rows }, () => `${counted(rows, 'row')} of the trail in ${file}.`);
          return;
        }
        if (range.from !== undefined || range.to !== undefined)
          throw new UsageError('--from and --to choose what is exported', 'say --export <file> as well');
        const checks = await audit(db, head === undefined ? {} : { head });
        const breaks = checks.flatMap((each) => each.breaks);
        if (breaks.length > 0) session.foundProblems();
        session.print(auditDocument(checks), () => auditText(checks, breaks));
      }),
    );
}

interface AuditFlags {
  readonly head?: string;
  readonly export?: string;
  readonly from?: string;
  readonly to?: string;
}

function dateOption(text: string): string {
  if (isCivilDate(text)) return text;
  throw new InvalidArgumentError('A date such as 2026-03-31 is needed.');
}

function auditText(checks: readonly AuditedCheck[], breaks: readonly LedgerBreak[]): string {
  const summary = tableText(
    [{ title: 'Check' }, { title: 'Looked at' }, { title: 'Breaks', align: 'right' }],
    checks.map(({ title, examined, of, breaks: found }) => [
      title,
      `${of}: ${examined}`,
      String(found.length),
    ]),
  );
  const balances = checks.flatMap((each) => [...(each.balances ?? [])]);
  const heads = checks.flatMap(({ head }) => (head === undefined ? [] : [headText(head)]));
  const parts = [summary, ...(balances.length === 0 ? [] : [balancesText(balances)]), ...heads];
  const verdict = breaks.length === 0 ? 'The books are sound.' : breaksText(breaks);
  return [...parts, verdict].join('\n\n');
}

function headText({ record, hash, recordedAt, unsealedThrough }: ChainHead): string {
  const when = recordedAt.slice(0, 19).replace('T', ' ');
  const older =
    unsealedThrough === 0
      ? ''
      : `\nWhat changes up to ${unsealedThrough} wrote is older than the chain, under no hash.`;
  return `Head of the chain: ${hash}\nIt is record ${record}, of ${when} UTC. Note it elsewhere: attain audit --head <hash> finds it again.${older}`;
}

function balancesText(balances: readonly (readonly [string, LedgerBalances])[]): string {
  const columns = balances.map(([currency]) => ({ title: currency, align: 'right' }) as const);
  const rows = SHOWN_ACCOUNTS.map(([book, account]) => [
    account,
    ...balances.map(([currency, each]) =>
      groupedAmount(formatMinorUnits(balanceOf(each, book, account), currency)),
    ),
  ]);
  return tableText([{ title: 'Balance' }, ...columns], rows);
}

function breaksText(breaks: readonly LedgerBreak[]): string {
  const lines = breaks.map(({ rule, where, figure, expected, found, difference, currency }) => {
    const amount = (text: string) => (currency === null ? text : groupedAmount(text));
    const off = difference === null ? '' : `, off by ${amount(difference)} ${currency}`;
    return `${rule}: ${where}\n  ${AUDIT_RULES[rule]}\n  ${figure}: expected ${amount(expected)}, found ${amount(found)}${off}`;
  });
  return `${lines.join('\n')}\n\n${counted(breaks.length, 'break')}.`;
}
