import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import { PDFDocument, type PdfElement } from 'pdfkit';
import { HAIRLINE, PDF_TYPES, type PdfType } from './pdf-type.js';

const MARGIN = 40;
/** What stays free at the foot of a page for its number. */
const FOOT = 34;
/** The height of a line, in sizes of its type. */
const LEADING = 1.28;

const fontFile = (name: string) => createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

/** By their files: pdfkit would read the one that it starts with anew each time that it is called by another name. */
const FONTS = { regular: fontFile('DejaVuSansCondensed'), bold: fontFile('DejaVuSansCondensed-Bold') };

/** What a document says of itself to programs. */
export interface PaperInfo {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** It stands in for the clock, so that equal content gives equal bytes. */
  readonly createdAt: Date;
  /** `false` leaves the content as text, which tests read. */
  readonly compress: boolean;
}

/** Where a line of text stands: its left edge, or, where a width is given, the box that it is set in. */
export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly align?: 'left' | 'right';
}

/**
 * Pages of A4 that are filled from top to bottom. What is drawn is tagged for screen readers as it is drawn; all
 * measures are points from the upper left corner.
 *
 * @example
 * const paper = new Paper(info);
 * paper.block('P', 'Nothing was earned in this period.', PDF_TYPES.body);
 * const bytes = await paper.finish((page, of) => paper.text(`Page ${page} of ${of}`, PDF_TYPES.note, place));
 */
export class Paper {
  readonly left = MARGIN;
  readonly width: number;
  readonly right: number;
  /** Where the next thing goes. */
  y = MARGIN;
  readonly #doc: PDFDocument;
  readonly #root: PdfElement;
  readonly #bottom: number;
  #head: ((page: number) => void) | undefined;

  constructor({ title, author, subject, createdAt, compress }: PaperInfo) {
    this.#doc = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      font: FONTS.regular,
      bufferPages: true,
      autoFirstPage: false,
      compress,
      pdfVersion: '1.7',
      subset: 'PDF/UA',
      lang: 'en',
      tagged: true,
      displayTitle: true,
      info: {
        Title: forMetadata(title),
        Author: forMetadata(author),
        Subject: forMetadata(subject),
        Producer: 'Attain',
        Creator: 'Attain',
        CreationDate: createdAt,
      },
    });
    this.#root = this.#doc.struct('Document', { title: forMetadata(title) });
    this.#doc.addStructure(this.#root);
    this.#doc.addPage();
    this.width = this.#doc.page.width - 2 * MARGIN;
    this.right = this.left + this.width;
    this.#bottom = this.#doc.page.height - MARGIN - FOOT;
  }

  /** What is drawn at the head of every page but the first; it moves {@link y} below itself. */
  onEachFurtherPage(head: (page: number) => void): void {
    this.#head = head;
  }

  /** Turns the page where less than so many points are left; says whether it did. */
  need(points: number): boolean {
    if (this.y + points <= this.#bottom) return false;
    this.#doc.addPage();
    this.y = MARGIN;
    this.artifact(() => this.#head?.(this.#doc.bufferedPageRange().count));
    return true;
  }

  /** An element below another one, or below the document. */
  element(
    type: string,
    parent: PdfElement = this.#root,
    options: { readonly scope?: string } = {},
  ): PdfElement {
    const made = this.#doc.struct(type, options);
    parent.add(made);
    return made;
  }

  /** Draws what an element is about; all of it on one page. */
  inside(element: PdfElement, type: string, draw: () => void): void {
    const content = this.#doc.markStructureContent(type);
    draw();
    this.#doc.endMarkedContent();
    element.add(content);
  }

  /** Draws what an element of its own is about. */
  tagged(type: string, draw: () => void, parent?: PdfElement): void {
    const element = this.element(type, parent);
    this.inside(element, type, draw);
    element.end();
  }

  /** Draws what a screen reader is not to read: rules, shades, what is repeated. */
  artifact(draw: () => void): void {
    this.#doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.#doc.endMarkedContent();
  }

  /** One line of text, drawn as it is. */
  text(text: string, type: PdfType, { x, y, width = 0, align = 'left' }: TextPlace): void {
    const start = align === 'right' ? x + width - this.widthOf(text, type) : x;
    this.#set(type);
    this.#doc.fillColor(type.color).text(text, start, y, { lineBreak: false });
  }

  /** A text over the whole width, in as many lines as it takes, below what is there. */
  block(tag: string, text: string, type: PdfType): void {
    const height = lineHeight(type);
    for (const line of this.wrapped(text, type, this.width)) {
      this.need(height);
      this.tagged(tag, () => this.text(line, type, { x: this.left, y: this.y }));
      this.y += height;
    }
  }

  /** A rule across the page, or from one place to another. */
  rule(y: number, { color = HAIRLINE, points = 0.5, from = this.left, to = this.right } = {}): void {
    this.#doc.strokeColor(color).lineWidth(points).moveTo(from, y).lineTo(to, y).stroke();
  }

  shade(x: number, y: number, width: number, height: number, color: string): void {
    this.#doc.rect(x, y, width, height).fill(color);
  }

  widthOf(text: string, type: PdfType): number {
    this.#set(type);
    return this.#doc.widthOfString(text);
  }

  /** A text as lines that are at most so wide, broken at blanks, and within words that are too long. */
  wrapped(text: string, type: PdfType, width: number): readonly string[] {
    if (this.widthOf(text, type) <= width) return [text];
    const lines: string[] = [];
    for (const word of text.split(' ').flatMap((each) => this.#pieces(each, type, width))) {
      const last = lines.at(-1);
      const longer = last === undefined ? word : `${last} ${word}`;
      if (last !== undefined && this.widthOf(longer, type) <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  /** Numbers the pages and gives the bytes. */
  async finish(foot: (page: number, of: number, y: number) => void): Promise<Uint8Array> {
    const { count } = this.#doc.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.#doc.switchToPage(page);
      this.artifact(() => foot(page + 1, count, this.#bottom + FOOT / 2));
    }
    this.#root.end();
    this.#doc.end();
    return buffer(this.#doc);
  }

  #pieces(word: string, type: PdfType, width: number): readonly string[] {
    if (this.widthOf(word, type) <= width) return [word];
    const pieces: string[] = [];
    let piece = '';
    for (const character of word) {
      if (piece !== '' && this.widthOf(piece + character, type) > width) {
        pieces.push(piece);
        piece = '';
      }
      piece += character;
    }
    return [...pieces, piece];
  }

  #set({ font, size }: PdfType): void {
    this.#doc.font(FONTS[font]).fontSize(size);
  }
}

/**
 * The height of a line of a type, in points.
 *
 * @example
 * lineHeight(PDF_TYPES.body) // 10.24
 */
export function lineHeight({ size }: PdfType = PDF_TYPES.body): number {
  return size * LEADING;
}

/** pdfkit writes the title into XML as it is. */
function forMetadata(text: string): string {
  return text.replace(/[&<>]/g, (character) => (character === '&' ? '+' : character === '<' ? '‹' : '›'));
}
