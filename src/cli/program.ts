import { Command, CommanderError, Option } from 'commander';
import { packageFile } from '../runs/package-file.js';
import { withoutPassword } from '../store/postgres/without-password.js';
import { addCommands } from './commands.js';
import { failureText } from './failure-text.js';
import { type ExitCode, Session } from './session.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

const DEFAULT_DATABASE = '.attain/attain.sqlite';

/**
 * Runs the command that the arguments name, and says how it ended: 0 all is well, 1 problems were found or
 * something failed, 2 the program was used wrongly. Never throws, and never shows a stack.
 *
 * @example
 * process.exitCode = await runProgram(['check', 'rules'], processTerminal());
 */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const session = new Session(newProgram(terminal), terminal);
  try {
    await addCommands(session, argv);
    await session.program.parseAsync(argv, { from: 'user' });
    return session.exitCode;
  } catch (error) {
    // Commander has said already what is wrong; help and the version come by this way too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.error(failureText(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

function newProgram(terminal: Terminal): Command {
  const { version } = packageFile();
  return new Command('attain')
    .description('Sales compensation: plans as files, calculated exactly, explained to the cent.')
    .version(version, '-V, --version', 'print the version')
    .addOption(
      new Option(
        '-d, --database <file>',
        'the SQLite file, or the postgres:// address; or $ATTAIN_DATABASE, $DATABASE_URL',
      ).default(databaseByDefault(), withoutPassword(databaseByDefault())),
    )
    .option('--as <person>', 'who acts, by an id; $ATTAIN_PERSON or local unless said')
    .option('--json', 'print results as JSON, for tools')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.error(text),
    })
    .showHelpAfterError('Try --help.')
    .addHelpText('after', AFTER_HELP)
    .exitOverride();
}

function databaseByDefault(): string {
  const { ATTAIN_DATABASE: named, DATABASE_URL: address } = process.env;
  return named || address || DEFAULT_DATABASE;
}

const AFTER_HELP = `
From files to statements:
  attain init                            makes the database
  attain check rules                     tells whether the rule files are sound
  attain import data                     takes payees, quotas, deals, cash … from CSV or JSON
  attain calculate --through 2026-03     calculates every pay period up to and with March 2026
  attain statement ada 2026-03           shows what a payee earned, is paid and is owed
  attain explain ada.2026-03.1           shows how a line of it came about

Exit codes: 0 all is well, 1 problems were found, 2 wrong usage.`;
