const CENTRAL_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_LENGTH = 22;
/** 1980-01-01, the first day that a ZIP archive can name. */
const FIRST_DAY = (1 << 5) | 1;

/**
 * A ZIP archive with one and the same date on all its files, so that equal content gives equal bytes whenever it is
 * made. The archive has no comment, as those of spreadsheets have none.
 *
 * @example
 * withoutZipDates(await writeXlsxFile(sheets).toBuffer())
 */
export function withoutZipDates(archive: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(archive);
  const view = new DataView(bytes.buffer);
  const end = bytes.length - END_LENGTH;
  if (view.getUint32(end, true) !== END_OF_DIRECTORY) throw new Error('This is no ZIP archive.');
  let entry = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(entry, true) !== CENTRAL_ENTRY) throw new Error('The ZIP archive is damaged.');
    setDate(view, entry + 12);
    setDate(view, view.getUint32(entry + 42, true) + 10);
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(entry + place, true));
    entry += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return bytes;
}

function setDate(view: DataView, place: number): void {
  view.setUint16(place, 0, true);
  view.setUint16(place + 2, FIRST_DAY, true);
}
