import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { planDocumentText } from '../rules/plan-document/plan-document-text.js';
import { acceptPlan } from '../runs/plan-documents/accept-plan.js';
import { listAcceptances } from '../runs/plan-documents/list-acceptances.js';
import { readPlanDocument } from '../runs/plan-documents/read-plan-document.js';
import { jsonText } from './json-text.js';
import { ProblemsFound } from './problems-found.js';
import type { Session } from './session.js';
import { tableText } from './table.js';

interface VersionFlags {
  readonly hash?: string;
}

/**
 * Adds `attain plan …`: published plans as documents that payees read and accept.
 *
 * @example
 * addPlanCommand(session);
 */
export function addPlanCommand(session: Session): void {
  const plan = session.program
    .command('plan')
    .description('make a document of a published plan; accept it, and see who has')
    .helpCommand(false);
  addDocument(plan, session);
  addAccept(plan, session);
  addAcceptances(plan, session);
}

function addDocument(plan: Command, session: Session): void {
  plan
    .command('document')
    .argument('<plan>', 'the id of the plan')
    .description('tell the terms of a plan in words, with examples that the engine calculates, as Markdown')
    .option('--payee <id>', 'whom it is for: with the payee’s own days, quotas and target incentive')
    .option(
      '--hash <hash>',
      'the version, by what its hash begins with; the last to come into force unless said',
    )
    .option('--out <file>', 'the file to write it to')
    .action((id: string, flags: VersionFlags & { readonly payee?: string; readonly out?: string }) =>
      session.withDatabase(async (db) => {
        const { out, ...question } = flags;
        const read = await readPlanDocument(db, session.scope, { plan: id, ...question });
        if (!read.ok) throw new ProblemsFound(read.problems, 'No document was made.');
        const document = read.value;
        if (out === undefined) {
          session.print(document, () => planDocumentText(document));
          return;
        }
        await writeFile(out, session.options.json ? `${jsonText(document)}\n` : planDocumentText(document));
        const { plan: named, hash } = document;
        session.print(
          { plan: named, hash, file: out },
          () => `Wrote ${named} ${hash.slice(0, 12)} to ${out}.`,
        );
      }),
    );
}

function addAccept(plan: Command, session: Session): void {
  plan
    .command('accept')
    .argument('<plan>', 'the id of the plan')
    .description('accept a version of a plan, as the payee that --as names')
    .option(
      '--hash <hash>',
      'the version, by what its hash begins with; the last to come into force unless said',
    )
    .action((id: string, flags: VersionFlags) =>
      session.withDatabase(async (db) => {
        const done = await acceptPlan(db, session.scope, { plan: id, ...flags, actor: session.actor });
        if (!done.ok) throw new ProblemsFound(done.problems, 'Nothing was accepted.');
        const { acceptance, isNew } = done.value;
        const { payee, hash, at } = acceptance;
        session.print({ ...acceptance, isNew }, () =>
          isNew
            ? `${payee} accepted ${id} ${hash.slice(0, 12)}.`
            : `${payee} accepted ${id} ${hash.slice(0, 12)} before, on ${at.slice(0, 10)}.`,
        );
      }),
    );
}

function addAcceptances(plan: Command, session: Session): void {
  plan
    .command('acceptances')
    .argument('[plan]', 'the id of a plan; all plans unless said')
    .description('list who has accepted the plan they are on, and who has not')
    .option('--missing', 'only those who have not')
    .action((id: string | undefined, { missing = false }: { readonly missing?: boolean }) =>
      session.withDatabase(async (db) => {
        const all = await listAcceptances(db, session.scope, id === undefined ? {} : { plan: id });
        const list = all.filter(({ acceptedAt }) => !missing || acceptedAt === null);
        session.print(list, () =>
          list.length === 0
            ? missing
              ? 'Everybody has accepted.'
              : 'Nobody is on such a plan.'
            : tableText(
                [{ title: 'Plan' }, { title: 'Version' }, { title: 'Payee' }, { title: 'Accepted' }],
                list.map(({ plan: named, hash, payee, acceptedAt }) => [
                  named,
                  hash.slice(0, 12),
                  payee,
                  acceptedAt?.slice(0, 10) ?? 'not yet',
                ]),
              ),
        );
      }),
    );
}
