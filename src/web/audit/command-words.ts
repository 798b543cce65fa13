const COMMANDS: Readonly<Record<string, string>> = {
  'publish rules': 'Rule files published',
  import: 'Records imported',
  'period submit': 'Period submitted',
  'period approve': 'Period approved',
  'period reject': 'Period rejected',
  'period close': 'Period closed',
  'payout build': 'Payout built',
  'payout approve': 'Payout approved',
  'payout reject': 'Payout rejected',
  'payout withdraw': 'Payout withdrawn',
  'payout export': 'Payout exported',
  'payout confirm': 'Payout confirmed by payroll',
  'dispute open': 'Question asked',
  'dispute reply': 'Question answered',
  'dispute accept': 'Question accepted',
  'dispute reject': 'Question rejected',
  'dispute withdraw': 'Question withdrawn',
  'plan accept': 'Plan accepted',
  'account create': 'Account made',
  'account change': 'Account changed',
  'account password': 'Password set',
  'token create': 'Token made',
  'token revoke': 'Token revoked',
  acting: 'Asked for on behalf of somebody else',
  'acting start': 'Began to act for somebody else',
  'acting stop': 'Stopped acting for somebody else',
};

/**
 * What a command did, in words. What is sent to the service stands in the history with its path.
 *
 * @example
 * commandWords('period close') // 'Period closed'
 * commandWords('PUT /api/v1/records/deals/D-1') // 'Record written: deals D-1'
 */
export function commandWords(command: string): string {
  const known = COMMANDS[command];
  if (known !== undefined) return known;
  const [, file, key] = /^(?:PUT|POST) \/api\/v1\/records(?:\/([^/]+))?(?:\/(.+))?$/.exec(command) ?? [];
  if (key !== undefined) return `Record written: ${file} ${decoded(key)}`;
  if (/^(?:PUT|POST) \/api\/v1\/(?:records|imports)/.test(command)) {
    return file === undefined ? 'Records imported' : `Records imported: ${file}`;
  }
  if (/^(?:PUT|POST) \/api\/v1\/rules/.test(command)) return 'Rule files published';
  return command.charAt(0).toUpperCase() + command.slice(1);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What rows of a table are, where its name says it badly. */
const TABLES: Readonly<Record<string, string>> = {
  closed_line: 'closed statement lines',
  closing: 'closings',
  crm_user: 'CRM users',
  fx_rate: 'FX rates',
  ledger_entry: 'ledger entries',
  ledger_transaction: 'ledger transactions',
  period_event: 'period steps',
  payout_batch: 'payout batches',
  person: 'people',
  write_off: 'write-offs',
};

/**
 * What the rows of a table are, in words.
 *
 * @example
 * rowWords('invoice_line') // 'invoice lines'
 */
export function rowWords(table: string): string {
  const known = TABLES[table];
  if (known !== undefined) return known;
  const words = table
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  if (words.endsWith('s')) return words;
  return words.endsWith('y') && !/[aeiou]y$/.test(words) ? `${words.slice(0, -1)}ies` : `${words}s`;
}

/**
 * What a field is called in words.
 *
 * @example
 * fieldWords('closeDate') // 'close date'
 */
export function fieldWords(field: string): string {
  return field
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
}
