/**
 * The header that names what is downloaded, whatever characters the name has: in full for those who read
 * RFC 8187, and in ASCII for the others.
 *
 * @example
 * attachment('statement-zoë.csv')
 * // `attachment; filename="statement-zo_.csv"; filename*=UTF-8''statement-zo%C3%AB.csv`
 */
export function attachment(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encoded}`;
}
