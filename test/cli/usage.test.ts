import { describe, expect, it } from 'vitest';
import { compiledAttain as attain, workFolder } from './attain.js';

const folder = workFolder();

describe('the compiled program', () => {
  it('lists its commands', () => {
    const { exitCode, out } = attain(folder, '--help');
    expect(exitCode).toBe(0);
    for (const command of ['init', 'check', 'import', 'calculate', 'statement', 'team', 'explain', 'serve']) {
      expect(out).toContain(`\n  ${command}`);
    }
    expect(out).toContain('Exit codes: 0 all is well, 1 problems were found, 2 wrong usage.');
  });

  it('tells the options of a command with those of all', () => {
    const { exitCode, out } = attain(folder, 'calculate', '--help');
    expect(exitCode).toBe(0);
    expect(out).toContain('--through <when>');
    expect(out).toContain('--database <file>');
  });

  it('prints its version', () => {
    expect(attain(folder, '--version')).toMatchObject({ exitCode: 0, out: '0.2.0\n' });
  });

  it('asks for the command that was probably meant', () => {
    expect(attain(folder, 'calcualte')).toEqual({
      exitCode: 2,
      out: '',
      error: "error: unknown command 'calcualte'\n(Did you mean calculate?)\nTry --help.\n",
    });
  });

  it('asks for the option that was probably meant', () => {
    const { exitCode, error } = attain(folder, 'statements', '--perriod', '2026-03');
    expect(exitCode).toBe(2);
    expect(error).toContain('(Did you mean --period?)');
  });

  it('ends with 2 without a command, without an argument and with a choice there is not', () => {
    expect(attain(folder).exitCode).toBe(2);
    expect(attain(folder, 'statement').exitCode).toBe(2);
    expect(attain(folder, 'calculate').exitCode).toBe(2);
    expect(attain(folder, 'import', 'x', '--on-conflict', 'ignore').exitCode).toBe(2);
    expect(attain(folder, 'changes', '--limit', '0').exitCode).toBe(2);
  });
});
