import { addReconcileBasesCommand } from './reconcile-bases-command.js';
import { addReconcileBridgeCommand } from './reconcile-bridge-command.js';
import { addReconcileExceptionsCommand } from './reconcile-exceptions-command.js';
import { addReconcileTraceCommand } from './reconcile-trace-command.js';
import type { Session } from './session.js';

/**
 * Adds `attain reconcile`: what was paid held against the customers' cash.
 *
 * @example
 * addReconcileCommand(session);
 */
export function addReconcileCommand(session: Session): void {
  const reconcile = session.program
    .command('reconcile')
    .description(
      "hold bookings, revenue, cash and pay against each other, and trace each cent to the customers' cash",
    );
  addReconcileBridgeCommand(session, reconcile);
  addReconcileTraceCommand(session, reconcile);
  addReconcileExceptionsCommand(session, reconcile);
  addReconcileBasesCommand(session, reconcile);
}
