import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { DeadlyOrder, Mark } from './dying-child.js';

const ROOT = new URL('../../', import.meta.url);
const PROGRAM = ['test/anomalies/dying-child', 'test/anomalies/deadly-works', 'test/runs/payouts/payroll'];

/** Puts the program of the children beside the compiled sources that it works with. */
export function writeDyingChild(): void {
  for (const file of PROGRAM) writeCompiled(file);
}

/** Puts a file of the tests, named without its ending, beside the compiled sources, and gives the path of it. */
export function writeCompiled(file: string): string {
  const text = readFileSync(new URL(`${file}.ts`, ROOT), 'utf8');
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
  const compiled = fileURLToPath(new URL(`dist/${file}.js`, ROOT));
  mkdirSync(dirname(compiled), { recursive: true });
  writeFileSync(compiled, ts.transpileModule(text, { compilerOptions: options }).outputText);
  return compiled;
}

/** What a process said before it ended, and how that came. */
export interface Death {
  /** Whether it was killed, and had not ended by itself before. */
  readonly wasKilled: boolean;
  readonly marks: readonly (readonly [mark: Mark, what: string])[];
  /** From the beginning of its work to its end, in milliseconds. */
  readonly milliseconds: number;
  readonly errors: string;
}

/** Processes that wait for an order; the next one starts while the last one works and is looked after. */
export class DyingProcesses {
  #next = this.#start();

  /** Gives an order, and kills the process so many milliseconds after it has begun; not from outside when left out. */
  async order(order: DeadlyOrder, killAfter?: number): Promise<Death> {
    const child = this.#next;
    this.#next = this.#start();
    const marks: [Mark, string][] = [];
    const [said, errors] = [textOf(child.stdio[3] as Readable), textOf(child.stderr)];
    let begun = 0;
    let timer: NodeJS.Timeout | undefined;
    (child.stdio[3] as Readable).once('data', () => {
      begun = performance.now();
      if (killAfter !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), killAfter);
    });
    child.stdin?.end(JSON.stringify(order));
    const [, signal] = await once(child, 'close');
    clearTimeout(timer);
    for (const line of said()
      .split('\n')
      .filter((each) => each !== '')) {
      const [mark, what = ''] = line.split(' ');
      marks.push([mark as Mark, what]);
    }
    const milliseconds = performance.now() - begun;
    return { wasKilled: signal === 'SIGKILL', marks, milliseconds, errors: errors() };
  }

  /** Ends the process that still waits. */
  end(): void {
    this.#next.kill('SIGKILL');
  }

  #start(): ChildProcess {
    const program = fileURLToPath(new URL('dist/test/anomalies/dying-child.js', ROOT));
    return spawn(process.execPath, [program], { stdio: ['pipe', 'ignore', 'pipe', 'pipe'] });
  }
}

function textOf(stream: Readable | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
