/** What the documents use of pdfkit, which comes without types. */
declare module 'pdfkit' {
  import type { Readable } from 'node:stream';

  /** A node of the structure that screen readers follow. */
  export interface PdfElement {
    readonly dictionary: { readonly data: Record<string, unknown> };
    add(child: PdfElement | PdfContent): PdfElement;
    end(): void;
  }

  /** A part of a page that an element is about. */
  export interface PdfContent {
    readonly refs: readonly unknown[];
  }

  export class PDFDocument extends Readable {
    constructor(options: {
      readonly size: string;
      readonly margin: number;
      readonly font: string;
      readonly bufferPages: boolean;
      readonly autoFirstPage: boolean;
      readonly compress: boolean;
      readonly pdfVersion: string;
      readonly subset: string;
      readonly lang: string;
      readonly tagged: boolean;
      readonly displayTitle: boolean;
      readonly info: Readonly<Record<string, string | Date>>;
    });
    readonly page: { readonly width: number; readonly height: number };
    addPage(): this;
    bufferedPageRange(): { readonly start: number; readonly count: number };
    switchToPage(page: number): unknown;
    end(): void;

    font(file: string): this;
    fontSize(points: number): this;
    widthOfString(text: string): number;
    text(text: string, x: number, y: number, options: { readonly lineBreak: false }): this;

    fillColor(color: string): this;
    strokeColor(color: string): this;
    lineWidth(points: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    rect(x: number, y: number, width: number, height: number): this;
    stroke(): this;
    fill(color: string): this;

    struct(
      type: string,
      options?: { readonly title?: string; readonly alt?: string; readonly scope?: string },
    ): PdfElement;
    addStructure(element: PdfElement): this;
    markStructureContent(tag: string): PdfContent;
    markContent(tag: string, options?: { readonly type?: string }): this;
    endMarkedContent(): this;
  }
}
