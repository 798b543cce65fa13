import { type ClosingVerification, verifyPeriod } from '../runs/verify-period.js';
import { counted } from './counted.js';
import { ProblemsFound } from './problems-found.js';
import type { Session } from './session.js';

/**
 * Adds `attain verify <period>`: whether a closed period is still what its inputs come to.
 *
 * @example
 * addVerifyCommand(session);
 */
export function addVerifyCommand(session: Session): void {
  session.program
    .command('verify')
    .argument('<period>', 'a closed pay period, such as 2026-03')
    .description('calculate a closed period again from its recorded inputs and compare the bytes')
    .option('--pay-group <id>', 'only this pay group, such as monthly-USD')
    .action((period: string, { payGroup }: { readonly payGroup?: string }) =>
      session.withDatabase(async (db) => {
        const question = { period, ...(payGroup !== undefined && { payGroup }) };
        const verified = await verifyPeriod(db, question);
        if (!verified.ok) throw new ProblemsFound(verified.problems, 'Nothing was verified.');
        if (verified.value.some(({ isEqual }) => !isEqual)) session.foundProblems();
        session.print(verified.value, () => verified.value.map(verificationText).join('\n\n'));
      }),
    );
}

function verificationText(verified: ClosingVerification): string {
  const { payGroup, period, closing, change, statements, isEqual, engineVersion, differences } = verified;
  const { closed, now } = engineVersion;
  const versions = closed === now ? `Attain ${now}` : `Attain ${closed} closed it, this is ${now}`;
  const what = `${payGroup} ${period} (closing ${closing}, from change ${change}; ${versions})`;
  if (isEqual) return `${what}: ${counted(statements, 'statement')} calculated again, the same to the byte.`;
  const found = differences.map(
    ({ payee, at, closed: before, calculated }) =>
      `  ${payee === '' ? 'the closing' : payee}, ${at}: closed ${before ?? 'nothing'}, calculated ${calculated ?? 'nothing'}`,
  );
  return [`${what}: ${counted(differences.length, 'difference')}.`, ...found].join('\n');
}
