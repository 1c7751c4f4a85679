import type { Day, Instant } from '../../platform/clock.ts';
import type { Figure } from './figures.ts';
import type { LineStatus, ModelRole } from './models.ts';
import type { Month } from './period.ts';
import type { TextPart } from './report-state.ts';

/** What stands around the text of the document: number and sign, place, for whom and as what it is signed. */
export interface Header {
  sign: string;
  place: string;
  onBehalf: string;
  signerTitle: string;
  /** Whoever signs, when that is known; else room is left for the name. */
  signerName: string;
}

export interface ReportLine {
  model: number;
  name: string;
  role: ModelRole | null;
  status: LineStatus | null;
  quantity: number | null;
  target: number | null;
  measure: string;
  evidence: string;
  link: string | null;
  comment: string;
  difficulties: string;
  /** What is to be done next month. */
  tasks: string;
}

export interface ReportFile {
  id: string;
  model: number;
  name: string;
  kind: string;
  bytes: number;
  sha256: string;
}

export interface CountedFigure extends Figure {
  countedAt: Instant;
}

/** A report as it is read, approved and kept: what a version holds word for word. */
export interface ReportContent {
  unitName: string;
  /** The body above the unit in the head of the document; null for People's Committees. */
  superior: string | null;
  month: Month;
  start: Day;
  lastDay: Day;
  header: Header;
  texts: Record<TextPart, string>;
  lines: ReportLine[];
  figures: CountedFigure[];
  files: ReportFile[];
}

/** Committees of communes sign in the name of the committee, everybody else as the head of the body. */
export function defaultHeader(unit: { kind: string; name: string }): Header {
  const isCommittee = unit.kind === 'COMMUNE_PC' || unit.kind === 'PROVINCE_PC';
  return { sign: '', place: isCommittee ? unit.name.replace(/^UBND (phường|xã|tỉnh) /, '') : 'Ninh Bình', onBehalf: isCommittee ? 'TM. ỦY BAN NHÂN DÂN' : '', signerTitle: isCommittee ? 'CHỦ TỊCH' : '', signerName: '' };
}

/** The text that is hashed: the same content always gives the same letters, whatever order it was built in. */
export function canonicalContent(content: ReportContent): string {
  return JSON.stringify(sorted(content));
}

/** A header as it is kept; those of before had no name of the signer. */
export const readHeader = (text: string): Header => ({ signerName: '', ...(JSON.parse(text) as Omit<Header, 'signerName'>) });

/** A kept text as content again. Versions of before 0059 had no words of their own for difficulties and tasks of a model, older ones no name of the signer. */
export function readContent(text: string): ReportContent {
  const content = JSON.parse(text) as ReportContent;
  return { ...content, header: { ...content.header, signerName: content.header.signerName ?? '' }, lines: content.lines.map((line) => ({ ...line, difficulties: line.difficulties ?? '', tasks: line.tasks ?? '' })) };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, of]) => [key, sorted(of)]));
}
