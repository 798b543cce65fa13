import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const probePath = join(root, 'src/engine/probe-of-this-test.ts');

const orders: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);
const equalities: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** Reads the types of all sources, and of one more file that exists only in this test. */
function readProgram(probe: string): ts.Program {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.build.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => path === probePath || fileExists(path);
  host.readFile = (path) => (path === probePath ? probe : readFile(path));
  return ts.createProgram([...fileNames, probePath], options, host);
}

function isDecimal(type: ts.Type): boolean {
  return type.isUnion() ? type.types.some(isDecimal) : type.symbol?.name === 'Decimal';
}

/** TypeScript lets objects be compared with `<` and `===`: decimals then compare as texts or by identity. */
function decimalComparisons(program: ts.Program, source: ts.SourceFile): readonly string[] {
  const checker = program.getTypeChecker();
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node)) {
      const sides = [node.left, node.right].map((side) => isDecimal(checker.getTypeAtLocation(side)));
      const operator = node.operatorToken.kind;
      if (
        (orders.has(operator) && sides.includes(true)) ||
        (equalities.has(operator) && !sides.includes(false))
      ) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        found.push(`${source.fileName}:${line + 1}: ${node.getText()}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const program = readProgram(`
  import { Decimal } from 'decimal.js';
  declare const one: Decimal;
  declare const maybe: Decimal | undefined;
  export const text = one < new Decimal('9');
  export const identity = one === one;
  export const allowed = maybe === undefined || maybe.lessThan(one);
  export const bigints = 1n < 2n;
`);

test('no source compares decimals with native operators', () => {
  const sources = program
    .getSourceFiles()
    .filter((source) => /\/(src|migrations)\//.test(source.fileName.slice(root.length - 1)))
    .filter((source) => source.fileName !== probePath && !source.fileName.includes('/node_modules/'));
  expect(sources.length).toBeGreaterThan(0);
  expect(sources.flatMap((source) => decimalComparisons(program, source))).toEqual([]);
});

test('a decimal compared with < or === is found, one compared with undefined is not', () => {
  const probe = program.getSourceFile(probePath);
  expect(probe && decimalComparisons(program, probe)).toEqual([
    `${probePath}:5: one < new Decimal('9')`,
    `${probePath}:6: one === one`,
  ]);
});
