import type { ClosedLine } from './closed-statement.js';
import type { StatementHead } from './render-statement.js';
import type { Statement, StatementComponent } from './statement.js';
import { statementLine } from './statement-line.js';

/** A statement whose lines lie elsewhere: in their place are their numbers. */
interface FrozenStatement extends Omit<Statement, 'components'> {
  readonly components: readonly FrozenComponent[];
}

interface FrozenComponent extends Omit<StatementComponent, 'lines'> {
  readonly lines: readonly number[];
}

/**
 * Writes a statement as JSON, with the numbers of its lines in place of the lines.
 *
 * @example
 * writeFrozenStatement(statement) // '{"payee":{"id":"ada",…},…,"components":[{…,"lines":[1,2]}],…}'
 */
export function writeFrozenStatement(statement: Statement): string {
  const components = statement.components.map((component) => ({
    ...component,
    lines: component.lines.map(({ id }) => Number(id.slice(id.lastIndexOf('.') + 1))),
  }));
  return JSON.stringify({ ...statement, components });
}

/**
 * Reads what {@link writeFrozenStatement} wrote without the lines, of which it gives the numbers in their order.
 *
 * @example
 * readFrozenHead(document).numbers.length // 5_000
 */
export function readFrozenHead(document: string): {
  readonly head: StatementHead;
  readonly numbers: readonly number[];
} {
  // Nobody but the program writes one.
  const { components, ...head }: FrozenStatement = JSON.parse(document);
  return { head, numbers: components.flatMap(({ lines }) => lines) };
}

/**
 * Reads what {@link writeFrozenStatement} wrote, together with the lines.
 *
 * @param period the id of the pay period
 * @example
 * readFrozenStatement(document, lines, '2026-03').components[0]?.lines[0]?.amount // '11600.00'
 */
export function readFrozenStatement(
  document: string,
  lines: readonly ClosedLine[],
  period: string,
): Statement {
  const byNumber = new Map(lines.map((each) => [each.line.number, each]));
  // Nobody but the program writes one.
  const frozen: FrozenStatement = JSON.parse(document);
  return {
    ...frozen,
    components: frozen.components.map((component) => ({
      ...component,
      lines: component.lines.flatMap((number) => {
        const found = byNumber.get(number);
        return found === undefined ? [] : [statementLine(found.line, found.entitlement, period)];
      }),
    })),
  };
}
