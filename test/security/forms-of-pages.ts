/** A form of a page. */
export interface PageForm {
  readonly method: string;
  readonly action: string;
  /** The fields that nobody fills in. */
  readonly hidden: readonly (readonly [name: string, value: string])[];
  /** The fields that somebody writes into or chooses from, with what stands there or can be chosen first. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** The forms of a page, in their order. */
export function formsOf(html: string): readonly PageForm[] {
  return [...html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => {
    const tags = [...body.matchAll(/<(?:input|textarea|select)\b[^>]*>(?:\s*<option[^>]*>)?/g)].map(
      ([tag]) => tag,
    );
    const named = tags.filter((tag) => attributeOf(tag, 'name') !== '' && !/type="file"/.test(tag));
    const pair = (tag: string) => [attributeOf(tag, 'name'), attributeOf(tag, 'value')] as const;
    const isHidden = (tag: string) => attributeOf(tag, 'type') === 'hidden';
    return {
      method: attributeOf(head, 'method'),
      action: attributeOf(head, 'action'),
      hidden: named.filter(isHidden).map(pair),
      fields: named.filter((tag) => !isHidden(tag)).map(pair),
    };
  });
}

/** The addresses that a page leads to, but for its files and for what goes on and on. */
export function linksOf(html: string): readonly string[] {
  const found = [...html.matchAll(/\s(?:href|hx-get)="(\/[^"#]*)/g)].map(([, path = '']) => plain(path));
  return found.filter((path) => !/^\/(?:files|api\/v1\/docs)\b|\/events$/.test(path));
}

function attributeOf(tag: string, name: string): string {
  return plain(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function plain(escaped: string): string {
  return escaped
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
