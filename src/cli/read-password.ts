import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { FirstPassword } from '../http/accounts/account-desk.js';
import { UsageError } from './usage-error.js';

/** Where the password of an account comes from. */
export interface PasswordFlags {
  readonly passwordStdin?: boolean;
  readonly askPassword?: boolean;
}

/**
 * The password of an account: from standard input, from a terminal that does not show it, or one for once where
 * neither was asked for.
 *
 * @example
 * const password = await readPassword({ passwordStdin: true });
 */
export async function readPassword({
  passwordStdin = false,
  askPassword = false,
}: PasswordFlags): Promise<Exclude<FirstPassword, { kind: 'none' }>> {
  if (passwordStdin) return { kind: 'given', text: (await text(process.stdin)).replace(/\r?\n$/, '') };
  if (!askPassword) return { kind: 'once' };
  if (!process.stdin.isTTY) {
    throw new UsageError(
      'there is no terminal to ask for a password',
      '--password-stdin reads it from a file',
    );
  }
  const first = await asked('Password: ');
  if (first !== (await asked('The same again: ')))
    throw new UsageError('these were two passwords', 'try again');
  return { kind: 'given', text: first };
}

/** Asks at the terminal, which is shown nothing of the answer. */
async function asked(question: string): Promise<string> {
  process.stderr.write(question);
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await reader.question('');
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}
