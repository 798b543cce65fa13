/**
 * Every kind of problem the project reports, each with its meaning in one line.
 *
 * The set is closed: a problem carries one of these codes, so that callers and
 * readers can tell kinds apart without reading messages. A code never changes
 * its meaning; a new meaning gets a new code.
 *
 * @example
 * PROBLEM_CODES['unknown-key'] // 'the file says a key the language does not know'
 */
export const PROBLEM_CODES = {
  // How a text is written
  'yaml-syntax': 'the text is not valid YAML',
  'json-syntax': 'the text is not valid JSON',
  'csv-syntax': 'the text is not valid CSV',
  'duplicate-key': 'a key is given twice at the same place',
  'unknown-key': 'the file says a key the language does not know',
  'missing-key': 'a key that must be there is not there',
  'wrong-type': 'the value has another shape than the one this place takes',
  'invalid-value': 'the value is not one of those this place takes',

  // Single values
  'percent-expected': 'the place takes a percent, such as 8% or 0.08',
  'money-expected': 'the place takes an amount of money, such as 50000 or "50000.00"',
  'too-many-decimals': 'the amount has more decimals than its currency has',
  'date-expected': 'the place takes a calendar date, such as 2026-01-31',
  'duration-expected': 'the place takes a duration, such as 90 days or 12 months',
  'currency-unknown': 'the currency is not a code of ISO 4217',
  'number-expected': 'the place takes a plain decimal number',
  'multiple-expected': 'the place takes a multiple of the base rate, such as 1.5x',
  'id-expected': 'the place takes an id of lower-case words joined by hyphens',
  'out-of-range': 'the value is below or above what this place allows',

  // Conditions
  'condition-empty': 'the condition has an empty all or any, or says nothing at all',
  'condition-mixed': 'one condition node says more than one of all, any, not and fact',
  'unknown-fact': 'the condition names a fact that does not exist',
  'unknown-operator': 'the condition names an operator that does not exist or does not fit the fact',
  'value-type': 'the value compared with is not of the type of the fact',

  // What a plan means
  'unknown-measure': 'a measure is named that the plan does not define',
  'unknown-component': 'a component is named that the plan does not define',
  'unknown-role': 'a role is named that the company file does not declare',
  'unknown-field': 'a deal field is named that does not exist and is not declared',
  'tiers-not-ascending': 'the lower bounds of the tiers do not ascend strictly',
  'first-tier-not-zero': 'the first tier does not start at zero',
  'tiers-meaning-required': 'the table does not say whether its tiers are marginal, retroactive or overage',
  'overage-shape': 'an overage table needs attainment and exactly one rate below 100%',
  'rate-kind': 'the rates of one table are of different kinds, or of a kind that does not fit it',
  'target-required': 'the mechanism needs a target and the plan gives none',
  'objective-weights': 'the weights of the objectives do not sum to 100%',
  'release-shares': 'the shares of a release do not sum to 100%',
  'overlapping-versions': 'two versions of one plan are in force on the same day',
  'limit-starts-anew':
    'a version of a plan takes over inside a span of a cap or floor, which is counted anew',
  'currency-mismatch': 'an amount is in another currency than the place requires',
  'unused-measure': 'the plan defines a measure that no component uses',
  'position-needs-retroactive': 'a table whose position comes from elsewhere must be retroactive',
  'example-asserts-nothing': 'the example expects neither money nor a problem',
  'example-failed': 'the example calculates something else than it expects',
  'unreachable-territory': 'a territory is written behind others that leave no deal to it',
  'one-mechanism': 'a component must have exactly one mechanism',
  'plan-file-missing': 'there is no plan file where one is needed',
  'company-file-missing': 'there is no company file',

  // Records coming in
  'unknown-column': 'the file has a column that its kind of record does not have',
  'missing-column': 'the file lacks a column that its kind of record must have',
  'missing-value': 'a value that must be given is empty',
  'unknown-reference': 'the record refers to another record that does not exist',
  'duplicate-record': 'the same record is given twice',
  'conflicting-record': 'a record with this key exists and says something else',
  'overlapping-range': 'two ranges of dates overlap where only one may be in force',
  'split-total': 'the shares of a role do not sum to what they must',
  'unknown-file': 'the folder has a file that no kind of record is read from',
  'file-missing': 'a file that must be there is not there',
  'empty-file': 'the file has no content',
  'schedule-total': 'the entries of a schedule do not sum to the amount they spread',

  // Data found lacking while calculating
  'missing-quota': 'a quota is needed for this window and none is loaded',
  'missing-target-incentive': 'a target incentive is needed on this date and none is loaded',
  'missing-rate': 'an exchange rate is needed for this pair and date and none is loaded',
  'missing-term': 'a clawback is pro rata to a term or a monthly value that the deal does not say',
  'missing-split': 'nobody holds a share of a won deal',
  'claimed-twice': 'two territories claim a deal in one role',
  'windfall-held': 'a part of a deal is not credited until somebody has decided on it',
  'missing-score': 'an objective of a window that is over has no score yet',
  'missing-plan': 'no version of the plan is in force on this date',
  'missing-team': 'a team is needed in this window and the payee is in none',
  'missing-weight': 'a weight in a pool is needed in this window and none is loaded',
  'missing-benefit': 'a cost is spread over the term of a deal, and the deal says none',
  'missing-cost-centre': 'no cost centre is given for a plan and region that an entry is posted for',

  // Paying
  'not-closed': 'the pay period is not closed, and this needs it to be',
  'payout-step': 'the payout batch is not where this step needs it to be',
  'confirmed-elsewhere': 'what payroll tells was taken in for another payout batch',
  'own-work': 'nobody may approve or reject what they made themselves',
  'already-decided': 'it is decided already, and a decision stays as it is',
  'adjustment-waiting': 'an adjustment of the pay period waits for a decision',
  'statement-rejected': 'a statement of the pay period was rejected as it is',
  'approval-missing': 'a manager has not approved statements of the pay period, and the company requires it',
  'not-manager': 'only the manager of a payee may do this',
  'adjustment-unposted': 'an adjustment that was approved is on no statement',

  // Closing pay periods
  'period-state': 'the pay period is in another state than the step takes',
  'period-not-calculated': 'the published run does not know the whole pay period',
  'earlier-period-open': 'an earlier pay period that has to be closed first is open',
  'run-outdated': 'the published run is not made from what is stored now',
  'run-overtaken': 'a pay period was closed while the run was going on',
  'statement-incomplete': 'a statement has a problem that keeps it from being known in full',
  'closed-differs': 'a closed statement is not what its inputs come to',

  // The service
  'not-found': 'there is nothing under this name',
  'bad-request': 'the request cannot be understood',
  'method-not-allowed': 'the path is not for this method',
  'body-too-large': 'the body has more bytes than the path takes',
  'headers-too-large': 'the headers of the request have more bytes than the service takes',
  'unsupported-media-type': 'the body is of a type that the path does not take',
  'request-timeout': 'the request did not come in time',
  'wrong-host': 'the request is for another host than the service answers to',
  'sign-in-needed': 'only those who have signed in may ask for this',
  'not-allowed': 'whoever acts may not do this',
  'sign-in-refused': 'nobody is signed in by what was given',
  'too-many-attempts': 'it was tried too often, and may be tried again later',
  'cross-site': 'a page of another site sent the request',
  'cursor-invalid': 'the cursor is none that this list gives',
  'cursor-expired': 'what the cursor leads through is not kept any more',
  'precondition-failed': 'what the request goes by has changed since',
  'idempotency-key-reused': 'the idempotency key was sent before with another request',
  'request-in-progress': 'the same request is being answered still',
  unavailable: 'the service cannot answer now, and may be asked again soon',
  'database-unavailable': 'the database cannot be reached, or cannot be used as it is',
  'database-busy': 'others work on the same in the database, and it may be tried again soon',
  internal: 'the program failed; this is a fault of the program, not of the data',
} as const;

/**
 * The code of one kind of problem: a key of {@link PROBLEM_CODES}.
 *
 * @example
 * const code: ProblemCode = 'missing-quota'
 */
export type ProblemCode = keyof typeof PROBLEM_CODES;
