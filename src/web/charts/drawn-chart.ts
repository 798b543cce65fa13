/** A picture on light and on dark ground, as SVG; width and height in pixels. */
export interface DrawnPicture {
  readonly light: string;
  readonly dark: string;
  readonly width: number;
  readonly height: number;
}

/** A chart, drawn for the width of a page and for that of a card or a phone, and in words. */
export interface DrawnChart {
  readonly wide: DrawnPicture;
  readonly narrow: DrawnPicture;
  /** What it shows, in words, for those who cannot see it. */
  readonly alt: string;
}
