/**
 * What a page may do in a browser: run, show and send to what comes from here, and nothing that stands in the page
 * itself. Pictures of charts are part of the page.
 */
export const PAGE_POLICY: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
