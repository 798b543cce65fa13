/** What an account is for, with what a chart of accounts has to say of it. */
export const ACCOUNT_ROLES = {
  commissionExpense: 'what is earned, as it is earned',
  accruedCommission: 'what is earned and not paid: a liability',
  contractCosts: 'what is capitalised of it: an asset',
  amortisation: 'what is amortised of contract costs',
  impairment: 'what is given up of contract costs',
  drawAdvances: 'what is lent as recoverable draws: an asset',
  payroll: 'what is paid: the clearing account of payroll, or cash',
} as const;

/** A key of {@link ACCOUNT_ROLES}. */
export type AccountRole = keyof typeof ACCOUNT_ROLES;
