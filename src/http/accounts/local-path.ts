const HERE = 'http://here.invalid';

/**
 * A path of this service that somebody asked to be led to; the home page where it is none, or leads elsewhere.
 *
 * @example
 * localPath('//evil.example') // '/'
 */
export function localPath(asked: string | undefined): string {
  if (asked === undefined || !asked.startsWith('/') || !URL.canParse(asked, HERE)) return '/';
  const { origin, pathname, search } = new URL(asked, HERE);
  // A browser takes a path that begins with two slashes for another host.
  return origin === HERE && !pathname.startsWith('//') ? `${pathname}${search}` : '/';
}
