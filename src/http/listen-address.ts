import { type Problem, problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';

/** Where the service listens. Port 0 is any that is free. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Where to listen: as told, else as `HOST` and `PORT` of the environment say, else on this machine alone. Fails
 * where the port is none.
 *
 * @example
 * listenAddress({ port: '9000' }, {}) // { host: '127.0.0.1', port: 9000 }
 */
export function listenAddress(
  told: { readonly host?: string | undefined; readonly port?: string | number | undefined },
  environment: Readonly<Record<string, string | undefined>>,
): Result<ListenAddress> {
  const host = told.host ?? given(environment['HOST']) ?? '127.0.0.1';
  const written = String(told.port ?? given(environment['PORT']) ?? '8377');
  const port = Number(written);
  if (/^\d{1,5}$/.test(written) && port <= 65_535) return ok({ host, port });
  const expected = 'a whole number from 0 to 65535';
  return failed([
    problem('number-expected', 'this is no port to listen on', { field: 'port', found: written, expected }),
  ]);
}

/**
 * Why nobody can listen at an address, from the error of the attempt; `null` for an error of another kind.
 *
 * @example
 * listenProblem({ host: '127.0.0.1', port: 80 }, error)?.message // 'port 80 of 127.0.0.1 is in use already'
 */
export function listenProblem({ host, port }: ListenAddress, error: unknown): Problem | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const another = 'choose another with --port or PORT';
  switch (code) {
    case 'EADDRINUSE':
      return problem('invalid-value', `port ${port} of ${host} is in use already`, {
        field: 'port',
        hint: another,
      });
    case 'EACCES':
      return problem('invalid-value', `port ${port} of ${host} may not be used`, {
        field: 'port',
        hint: another,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return problem('invalid-value', 'this machine has no such address', {
        field: 'host',
        found: host,
        hint: '127.0.0.1 is for this machine alone, 0.0.0.0 for all that can reach it',
      });
    default:
      return null;
  }
}

function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
