/** The texts of a PDF that is not compressed, in the order in which they are drawn. */
export function pdfTexts(bytes: Uint8Array): readonly string[] {
  const objects = new Map(
    [
      ...Buffer.from(bytes)
        .toString('latin1')
        .matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj/gm),
    ].map(([, id = '', body = '']) => [id, body]),
  );
  const all = [...objects.values()].join('\n');
  const fonts = new Map<string, readonly string[]>();
  for (const [, name = '', id = ''] of all.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1] ?? '';
    fonts.set(name, charactersOf(objects.get(unicode) ?? ''));
  }
  const texts: string[] = [];
  let font: readonly string[] = [];
  for (const [, name, shown = ''] of all.matchAll(/\/(F\d+) [\d.]+ Tf|\[(<.*>.*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? [];
    else texts.push(shown.replace(/<([0-9a-f]*)>|[^<>]+/g, (_, glyphs = '') => decoded(glyphs, font)));
  }
  return texts;
}

function charactersOf(cmap: string): readonly string[] {
  return [...cmap.matchAll(/\[(<[^\]]*)\]/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/<([^>]*)>/g)].map(([, codes = '']) =>
      codes
        .split(' ')
        .filter((code) => code !== '')
        .map((code) => String.fromCharCode(Number.parseInt(code, 16)))
        .join(''),
    ),
  );
}

function decoded(glyphs: string, font: readonly string[]): string {
  return (glyphs.match(/.{4}/g) ?? []).map((glyph) => font[Number.parseInt(glyph, 16)] ?? '').join('');
}
