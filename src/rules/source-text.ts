import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { Path } from '../problems/finding.js';
import { type Problem, problem, type SourceLocation } from '../problems/problem.js';
import { isNestedTooDeeply, jsonProblem, yamlProblems } from './syntax-problems.js';

/**
 * What a rule file says, before anything is decoded: texts, lists and blocks of keys. Numbers and truth
 * values are texts too, exactly as written.
 *
 * @example
 * const tree: SourceTree = { plan: 'enterprise-ae', rates: [{ from: '0%', rate: '8%' }] };
 */
export type SourceTree = string | readonly SourceTree[] | SourceBlock;

/** A block of keys; it never has a key `__proto__`. */
export interface SourceBlock {
  readonly [key: string]: SourceTree;
}

/** A rule file that can be told where in its text each of its parts stands. */
export interface SourceText {
  readonly file: string;
  readonly tree: SourceTree;
  /**
   * Where a value stands; for a list or block under a key, where that key stands. The nearest part around
   * it where the path leads to nothing, as for a key that is missing.
   */
  readonly locate: (path: Path) => SourceLocation;
  /** Where the key stands that the path ends with. */
  readonly locateKey: (path: Path) => SourceLocation;
}

/** A text as far as it could be read, and what is wrong with how it is written. */
export interface ReadText {
  /** Absent where the text has no content or no structure that could be told. */
  readonly source?: SourceText;
  readonly problems: readonly Problem[];
}

/**
 * Reads YAML, or JSON where the file's name ends in `.json`, into a tree of texts that knows its places.
 *
 * One document per file. Anchors, aliases, merge keys and tags are refused: what a plan says should stand
 * where it is read. All that is wrong is reported at once; where only parts are wrong, the rest is given.
 *
 * @example
 * const { source, problems } = readSourceText('plan: enterprise-ae\n', 'plans/enterprise-ae.yaml');
 */
export function readSourceText(text: string, file: string): ReadText {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const json = file.endsWith('.json') ? jsonProblem(content, file) : undefined;
  if (json !== undefined) return { problems: [json] };
  const lines = new LineCounter();
  const place = (offset: number): SourceLocation => {
    const { line, col } = lines.linePos(Math.min(offset, content.length));
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (isNestedTooDeeply(content)) {
    return { problems: [problem('yaml-syntax', 'the text is nested too deeply', { location: place(0) })] };
  }
  const document = parseDocument(content, {
    schema: 'failsafe',
    lineCounter: lines,
    // Found while the tree is read, which knows both places.
    uniqueKeys: false,
    prettyErrors: false,
  });
  const syntax = [...document.errors, ...document.warnings.filter((each) => each.code !== TAG_UNKNOWN)];
  if (syntax.length > 0) return { problems: yamlProblems(syntax, place) };
  if (document.contents === null || isEmpty(document.contents)) {
    const hint = 'the language reference in rules/README.md shows what belongs here';
    return { problems: [problem('empty-file', 'the file has no content', { location: place(0), hint })] };
  }
  const reader = new TreeReader(place);
  const tree = reader.read(document.contents, [], undefined);
  return { source: sourceText(file, tree, reader.places), problems: reader.problems };
}

const TAG_UNKNOWN = 'TAG_RESOLVE_FAILED';

interface Places {
  readonly value: SourceLocation;
  readonly key: SourceLocation;
}

/** Walks the document once and notes for every part where it stands. */
class TreeReader {
  readonly places = new Map<string, Places>();
  readonly problems: Problem[] = [];
  readonly #place: (offset: number) => SourceLocation;

  constructor(place: (offset: number) => SourceLocation) {
    this.#place = place;
  }

  read(node: Node | null, path: Path, key: SourceLocation | undefined): SourceTree {
    const start = node?.range === undefined || node.range === null ? key : this.#place(node.range[0]);
    const own = start ?? this.#place(0);
    const scalar = isScalar(node) && !isEmpty(node);
    this.places.set(JSON.stringify(path), { value: scalar ? own : (key ?? own), key: key ?? own });
    this.#refuseCleverness(node, own);
    if (isMap(node)) return this.#readMap(node, path, own);
    if (isSeq(node)) {
      return node.items.map((item, index) => this.read(item as ParsedNode, [...path, index], undefined));
    }
    return isScalar(node) && typeof node.value === 'string' ? node.value : '';
  }

  #readMap(map: YAMLMap, path: Path, own: SourceLocation): SourceBlock {
    const entries = new Map<string, SourceTree>();
    for (const pair of map.items) {
      const node = pair.key;
      if (!isScalar(node) || typeof node.value !== 'string') {
        this.#report('a key must be a single word', own);
        continue;
      }
      const key = node.value;
      const place = node.range ? this.#place(node.range[0]) : own;
      this.#refuseCleverness(node, place);
      if (key === '<<') {
        this.#report('merge keys are not part of the rule language', place);
      } else if (key === '__proto__') {
        this.problems.push(
          problem('unknown-key', '"__proto__" can not be a key', { location: place, found: key }),
        );
      } else if (entries.has(key)) {
        this.problems.push(this.#duplicate(key, [...path, key], place));
      } else {
        entries.set(key, this.read(pair.value as ParsedNode | null, [...path, key], place));
      }
    }
    return Object.fromEntries(entries);
  }

  #refuseCleverness(node: Node | null, place: SourceLocation): void {
    if (isAlias(node)) this.#report('aliases are not part of the rule language', place);
    const { anchor, tag }: { anchor?: string; tag?: string } =
      isCollection(node) || isScalar(node) ? node : {};
    if (anchor !== undefined) this.#report('anchors are not part of the rule language', place);
    // The parser itself puts the tag of a plain list, block or text on none of its nodes.
    if (tag !== undefined) this.#report('tags are not part of the rule language', place);
  }

  #report(message: string, location: SourceLocation): void {
    const hint = 'write out what is meant, in the place where it is meant';
    this.problems.push(problem('yaml-syntax', message, { location, hint }));
  }

  #duplicate(key: string, path: Path, location: SourceLocation): Problem {
    const first = this.places.get(JSON.stringify(path))?.key ?? location;
    return problem('duplicate-key', `"${key}" is given twice in one block`, {
      location,
      found: key,
      hint: `it is given first at line ${first.line}, column ${first.column}; keep one of the two`,
    });
  }
}

function sourceText(file: string, tree: SourceTree, places: ReadonlyMap<string, Places>): SourceText {
  const nearest = (path: Path): Places => {
    const found = places.get(JSON.stringify(path));
    if (found !== undefined || path.length === 0)
      return found ?? { value: { file, line: 1, column: 1 }, key: { file, line: 1, column: 1 } };
    const around = nearest(path.slice(0, -1));
    return { value: around.key, key: around.key };
  };
  return { file, tree, locate: (path) => nearest(path).value, locateKey: (path) => nearest(path).key };
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && (node.value === null || (node.value === '' && node.source === ''));
}
