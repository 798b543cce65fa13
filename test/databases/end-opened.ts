import { afterAll, afterEach } from 'vitest';
import { endOfFile, endOfTest } from './opened.js';

// Test files share the helpers, which are loaded once for many of them; this is run for each file.
afterEach(endOfTest);
afterAll(endOfFile);
