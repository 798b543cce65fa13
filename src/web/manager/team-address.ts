/** What of a team is looked at. */
export interface TeamPlace {
  readonly team: string;
  /** A day or a pay period; the last that was calculated where it is left out. */
  readonly through?: string | undefined;
  readonly measure?: string | undefined;
  readonly page?: number;
}

/**
 * The page of a team.
 *
 * @example
 * teamAddress({ team: 'emea', through: '2026-03-31' }) // '/teams/emea?through=2026-03-31'
 */
export function teamAddress({ team, through, measure, page }: TeamPlace): string {
  return `/teams/${encodeURIComponent(team)}${asked({ through, measure, page: page === undefined ? undefined : String(page) })}`;
}

/**
 * The figures of a team as a file.
 *
 * @example
 * teamExport({ team: 'emea' }) // '/api/v1/teams/emea/attainment?format=csv'
 */
export function teamExport({ team, through, measure }: TeamPlace): string {
  return `/api/v1/teams/${encodeURIComponent(team)}/attainment${asked({ through, measure, format: 'csv' })}`;
}

/**
 * How far a team had come in a measure window by window, as a file.
 *
 * @example
 * trendExport({ team: 'emea', measure: 'new-acv' }) // '/teams/emea?measure=new-acv&file=trend'
 */
export function trendExport({ team, through, measure }: TeamPlace): string {
  return `/teams/${encodeURIComponent(team)}${asked({ through, measure, file: 'trend' })}`;
}

/**
 * The list of teams; as a file where it says so.
 *
 * @param parent the team that they are part of; all teams where it is left out
 * @example
 * teamsAddress({ through: '2026-03-31', format: 'csv' }) // '/teams?through=2026-03-31&format=csv'
 */
export function teamsAddress(query: {
  readonly through?: string | undefined;
  readonly parent?: string;
  readonly page?: number;
  readonly format?: 'csv';
}): string {
  const { page, ...rest } = query;
  return `/teams${asked({ ...rest, page: page === undefined ? undefined : String(page) })}`;
}

function asked(query: Readonly<Record<string, string | undefined>>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, value);
  return given.size === 0 ? '' : `?${given}`;
}
