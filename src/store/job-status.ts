/** What a job does. */
export type JobKind = 'calculate' | 'import' | 'close' | 'verify' | 'audit' | 'compare';

/**
 * Where a job stands: nobody has taken it yet; it is being worked on; it did what was asked; it could not; it
 * was called off.
 */
export type JobStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
