import { hasAccounts } from '../../store/accounts.js';
import type { Executor } from '../../store/executor.js';

/**
 * Hears from the database that it answers, where better-auth has let nobody in: that one does not tell a database that
 * fails from somebody whom it does not know. Throws what the database fails with.
 *
 * @example
 * if (!valid) await hearDatabase(serviceDb);
 */
export async function hearDatabase(serviceDb: Executor): Promise<void> {
  await hasAccounts(serviceDb);
}
