import type { Quotation, Speaker } from "./index.js";

export const HUES: number;
export const LINES: readonly ("solid" | "dashed" | "dotted" | "double")[];

/** The hue (0 to HUES - 1) and the line of the speaker with this index. */
export function voiceOf(speaker: number): { hue: number; line: (typeof LINES)[number] };

/** Short initials for each speaker, all different. */
export function initialsOf(speakers: readonly Pick<Speaker, "name">[]): string[];

/** How sure an attribution is. `none`: nobody is named. */
export function certaintyOf(quotation: Pick<Quotation, "speaker" | "confidence">): "sure" | "likely" | "unsure" | "none";
