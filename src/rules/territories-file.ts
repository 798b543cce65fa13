import { checkCondition } from '../conditions/check-condition.js';
import type { Condition } from '../conditions/condition.js';
import type { FactDeclarations } from '../conditions/fact.js';
import { FACTS_BEYOND_DEALS, factDeclarations } from '../engine/facts.js';
import type { Territories, Territory } from '../engine/territories/territory.js';
import type { Path } from '../problems/finding.js';
import { type Problem, problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';
import type { Company } from '../records/company.js';
import { compileAssigned } from './compile-assigned.js';
import { deepFreeze } from './deep-freeze.js';
import { decode, decodeQuietly } from './diagnose.js';
import { locatedProblem } from './locate-finding.js';
import { asBlock, blockAt } from './plan-compilation.js';
import { readSourceText, type SourceText } from './source-text.js';
import { territoriesSchema, territorySchema } from './territories-schema.js';
import { unreachableAssignments } from './unreachable-territories.js';

/**
 * Reads the file of territories: who holds the deals that no split is loaded for. Conditions name facts of the
 * deal alone, since neither an event nor a payee is known where a deal is given away; money compares in the
 * company's home currency.
 *
 * @example
 * const territories = readTerritoriesFile(text, 'rules/territories.yaml', company);
 */
export function readTerritoriesFile(content: string, file: string, company: Company): Result<Territories> {
  const { source, problems } = readSourceText(content, file);
  if (source === undefined) return failed(problems);
  const header = decode(territoriesSchema, source.tree, source);
  const match = decodeQuietly(territoriesSchema.shape.match, blockAt(source.tree, [])?.['match']) ?? 'first';
  const found: Problem[] = [...problems, ...(header.ok ? [] : header.problems)];
  const report = (path: Path, each: Problem): void => {
    found.push(locatedProblem({ path, problem: each }, source));
  };
  const written = blockAt(source.tree, ['territories']) ?? {};
  if (header.ok && Object.keys(written).length === 0) {
    report(['territories'], problem('missing-key', 'there is no territory', { expected: 'at least one' }));
  }
  const compiling = { source, company, match, report, facts: factsOfDeals(company) };
  const list = Object.entries(written).flatMap(([id, each]) => compileTerritory(id, each, compiling, found));
  if (!header.ok || found.length > 0) return failed(found);
  const unreachable = match === 'first' ? unreachableAssignments(list) : [];
  return ok(
    deepFreeze({ match, governedBy: header.value.governedBy ?? 'eventDate', list }),
    unreachable.map((each) => locatedProblem(each, source)),
  );
}

interface Compiling {
  readonly source: SourceText;
  readonly company: Company;
  readonly match: Territories['match'];
  readonly facts: FactDeclarations;
  readonly report: (path: Path, problem: Problem) => void;
}

function compileTerritory(
  id: string,
  written: unknown,
  compiling: Compiling,
  found: Problem[],
): readonly Territory[] {
  const path = ['territories', id];
  const decoded = decode(territorySchema, written, compiling.source, path);
  if (!decoded.ok) found.push(...decoded.problems);
  const block = asBlock(written);
  const when = 'when' in block ? compileWhen(block['when'], [...path, 'when'], compiling) : null;
  if (!decoded.ok || when === undefined) return [];
  const assigned = compileAssigned(decoded.value.assigned, [...path, 'assigned'], compiling);
  return [{ id, when, assigned }];
}

function compileWhen(
  written: unknown,
  path: Path,
  { facts, company, report }: Compiling,
): Condition | undefined {
  const checked = checkCondition(written, facts, company.homeCurrency);
  if ('condition' in checked) return checked.condition;
  for (const finding of checked.findings) report([...path, ...finding.path], finding.problem);
  return undefined;
}

function factsOfDeals(company: Company): FactDeclarations {
  return new Map([...factDeclarations(company)].filter(([name]) => !FACTS_BEYOND_DEALS.has(name)));
}
