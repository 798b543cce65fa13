/**
 * Where a pay period of a pay group stands: nothing is calculated yet; it is calculated; somebody submitted it;
 * its statements are frozen; or they are paid.
 */
export type PeriodState = 'open' | 'calculated' | 'inApproval' | 'closed' | 'paid';

/** What was done to a pay period of a pay group; `returned` is money that came back after all of it was paid. */
export type PeriodAct = 'submitted' | 'approved' | 'rejected' | 'closed' | 'paid' | 'returned';
