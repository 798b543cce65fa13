/** How a text is set: its weight, its size in points, its colour. */
export interface PdfType {
  readonly font: 'regular' | 'bold';
  readonly size: number;
  readonly color: string;
}

const INK = '#1c2430';
const MUTED = '#55606e';
/** The one colour of the document beside black and grey. */
export const ACCENT = '#17365c';
/** What stands behind figures that are to be seen first. */
export const TINT = '#eef2f7';
/** Rules between rows. */
export const HAIRLINE = '#d3d9e1';

/** The types of a document; there are no others. */
export const PDF_TYPES = {
  company: { font: 'bold', size: 15, color: ACCENT },
  title: { font: 'regular', size: 10, color: MUTED },
  name: { font: 'bold', size: 13, color: INK },
  section: { font: 'bold', size: 10.5, color: ACCENT },
  group: { font: 'bold', size: 8.5, color: INK },
  label: { font: 'regular', size: 7.5, color: MUTED },
  columnTitle: { font: 'bold', size: 7, color: MUTED },
  body: { font: 'regular', size: 8, color: INK },
  cell: { font: 'regular', size: 7.5, color: INK },
  cellStrong: { font: 'bold', size: 7.5, color: INK },
  note: { font: 'regular', size: 7, color: MUTED },
  figure: { font: 'bold', size: 14, color: INK },
  figureOnAccent: { font: 'bold', size: 14, color: '#ffffff' },
  labelOnAccent: { font: 'regular', size: 7.5, color: '#ffffff' },
  warning: { font: 'bold', size: 8.5, color: '#8a3b00' },
  done: { font: 'bold', size: 8.5, color: '#1f5f3a' },
} as const satisfies Readonly<Record<string, PdfType>>;
