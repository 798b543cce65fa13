import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attain, compiledAttain, workFolder } from './attain.js';

const folder = workFolder();
const { exitCode, out, error } = compiledAttain(folder, 'demo');

describe('attain demo', () => {
  it('ends well, and keeps its files and its database', () => {
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' });
    expect(existsSync(join(folder, '.attain', 'demo', 'data', 'deals.csv'))).toBe(true);
    expect(existsSync(join(folder, '.attain', 'demo', 'attain.sqlite'))).toBe(true);
  });

  it("shows a rep's statement and the manager's team", () => {
    expect(out).toMatch(/\nSTATEMENT +2026-10\n═+\nMaya Okafor \(maya-okafor\)/);
    expect(out).toMatch(/\nTEAM .+ as of 2026-10-31\n/);
    expect(out).toMatch(/\nAverage +\d+(\.\d+)?% {2}of \d+ members/);
  });

  it('ends with commands that work when they are pasted', async () => {
    const commands = [...out.matchAll(/^ {2}npx attain (.*)$/gm)].map(([, command = '']) =>
      command.split(' '),
    );
    expect(commands.length).toBe(9);
    for (const command of commands.filter((each) => !each.includes('serve'))) {
      const called = await attain(folder, ...command);
      expect({ command, exitCode: called.exitCode, error: called.error }).toEqual({
        command,
        exitCode: 0,
        error: '',
      });
    }
  });
});
