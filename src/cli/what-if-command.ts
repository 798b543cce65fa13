import { whatIf } from '../runs/what-if/what-if.js';
import { ProblemsFound } from './problems-found.js';
import { publishedOrRefuse } from './published-or-refuse.js';
import { readSupposition, type SuppositionFlags } from './read-supposition.js';
import type { Session } from './session.js';
import { whatIfText } from './what-if-text.js';

interface WhatIfFlags extends SuppositionFlags {
  readonly through?: string;
}

/**
 * Adds `attain what-if <payee>`: what would be of a payee's pay if deals were added, other or not there.
 *
 * @example
 * addWhatIfCommand(session);
 */
export function addWhatIfCommand(session: Session): void {
  const collected = (value: string, before: readonly string[]) => [...before, value];
  session.program
    .command('what-if')
    .argument('<payee>', 'the id of the payee')
    .description('show what would be of a payee’s pay if deals were other; nothing is kept')
    .option(
      '--deal <fields>',
      'a deal, new or with what is other, such as "id=D-9 closeDate=2026-03-20 acv=40000"; may be repeated',
      collected,
      [],
    )
    .option(
      '--paid <payment>',
      'cash on such a deal: its id, day, amount and, where one is meant, invoice; may be repeated',
      collected,
      [],
    )
    .option('--without <deal>', 'a deal that is not there; may be repeated', collected, [])
    .option('--through <period>', 'the last period or day that counts; the last calculated day unless said')
    .action(async (payee: string, { through, ...flags }: WhatIfFlags) => {
      const supposition = readSupposition(flags);
      await session.withDatabase(async (db) => {
        await publishedOrRefuse(db);
        const found = await whatIf(db, session.scope, { payee, through, ...supposition });
        if (!found.ok) throw new ProblemsFound(found.problems, 'Nothing was supposed.');
        if (found.value.problems.length > 0) session.foundProblems();
        session.print(found.value, () => whatIfText(found.value));
      });
    });
}
