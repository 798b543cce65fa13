import { z } from 'zod';

const requestId = z.string().meta({
  description: 'The id of the request, the one it came with where that is plain; the log has it too',
  header: { id: 'RequestId' },
});

/**
 * The headers of a response, from what each says: those given, and those that every response has.
 *
 * @example
 * responseHeaders({ location: 'The run' })
 */
export function responseHeaders(headers: Readonly<Record<string, string>>): z.ZodObject {
  const described = Object.entries(headers).map(([name, description]) => [
    name,
    z.string().optional().meta({ description }),
  ]);
  return z.object({ 'x-request-id': requestId, ...Object.fromEntries(described) });
}
