#!/usr/bin/env node
import { runProgram } from './cli/program.js';
import { processTerminal } from './cli/terminal.js';

process.exitCode = await runProgram(process.argv.slice(2), processTerminal());
