import type { Analysis, Check, Comparison, Quotation } from "../index.js";

/** What the formats may be told beside the analysis. */
export interface ExportOptions {
  /** The title; the headline of the text where none is given. */
  title?: string;
  /** Where the article stands; only http and https are linked to. */
  address?: string;
  /** The language of the text, "en" unless given. */
  lang?: string;
}

export interface AnnotationOptions extends ExportOptions {
  /** Makes the addresses of the annotations: gets an index of a quotation, or -1 for their page. */
  id?: (index: number) => string;
  /** When they were made, as ISO 8601. */
  created?: string;
}

export function toCsv(text: string, analysis: Analysis, options?: ExportOptions): string;
export function toHtml(text: string, analysis: Analysis, options?: ExportOptions): string;
export function toJson(text: string, analysis: Analysis, options?: ExportOptions): string;
export function toMarkdown(text: string, analysis: Analysis, options?: ExportOptions): string;
export function toSchemaOrg(text: string, analysis: Analysis, options?: ExportOptions): string;
export function toTei(text: string, analysis: Analysis, options?: ExportOptions): string;
export function toWebAnnotation(text: string, analysis: Analysis, options?: AnnotationOptions): string;

/** One quotation with its speaker. */
export function quotationInMarkdown(text: string, analysis: Analysis, index: number, options?: ExportOptions): string;

/** `:~:text=…`: goes after "#"; null for a quotation without words. */
export function textFragment(text: string, quotation: Quotation): string | null;
/** `address` with the text fragment; null where it is no web address. */
export function quotationAddress(address: string | null | undefined, text: string, quotation: Quotation): string | null;

/** What a text is compared with: other articles, or one transcript. */
export interface Further {
  further?: string[];
  transcript?: boolean;
}

/** The address of `page` with `text` in its fragment, compressed, and the texts that it is compared with. */
export function shareLink(page: string, text: string, options?: Further): Promise<string>;
/** The text in a location's hash, or null. @throws Error for a damaged link */
export function sharedText(hash: string): Promise<string | null>;
/** The text in a location's hash and those that it is compared with, or null. @throws Error for a damaged link */
export function sharedTexts(hash: string): Promise<(Required<Further> & { text: string }) | null>;
/** Who can open a link of this length, in words; null where nobody surely can. */
export function lengthInWords(link: string): string | null;

export interface Format {
  id: string;
  name: string;
  /** The ending of a file's name, without a dot. */
  ending: string;
  /** The media type. */
  type: string;
  write: (text: string, analysis: Analysis, options?: ExportOptions) => string;
}

export const FORMATS: Format[];

/** What `compare(...texts)` or `check(...texts)` gave for the texts. */
export type Answer = Comparison | Check;

/** The answer itself. */
export function comparisonToJson(texts: string[], answer: Answer): string;
/**
 * A row a pair of quotations, and one a quotation that is in none; of a check
 * a row a quotation. `titles` name the texts.
 */
export function comparisonToCsv(texts: string[], answer: Answer, options?: { titles?: string[] }): string;
/** The same as a table in Markdown. */
export function comparisonToMarkdown(texts: string[], answer: Answer, options?: { titles?: string[] }): string;

export interface ComparisonFormat extends Omit<Format, "write"> {
  write: (texts: string[], answer: Answer, options?: { titles?: string[] }) => string;
}

export const COMPARISON_FORMATS: ComparisonFormat[];
