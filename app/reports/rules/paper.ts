import type { Day } from '../../platform/clock.ts';

/** A report as a document in the form of NĐ 30/2020/NĐ-CP: what the Word file, the PDF and the page for printing draw. Texts are plain (no markup), in Vietnamese, and ready to be shown. */
export interface Paper {
  /** The body above the issuer, in the head; null at the top. Names as sentences have them; the head puts them in capitals. */
  superior: string | null;
  issuer: string;
  /** Number and sign, as "12/BC-UBND"; null as long as it has not been given (then dots are drawn); empty for a paper that gets none. */
  sign: string | null;
  /** Where it was signed, as "Ninh Bình"; empty for nowhere in particular. */
  place: string;
  day: Day;
  /** Name of the kind, as "BÁO CÁO". */
  kind: string;
  /** What it is about (trích yếu). */
  subject: string;
  /** Whom it is addressed to ("Kính gửi"); empty for none. */
  addressees: readonly string[];
  /** Bases or a first sentence before the parts. */
  opening: readonly string[];
  parts: readonly PaperPart[];
  /** The sentence that ends the report, without a heading; without one the last paragraph of the last part does. */
  closing?: string;
  /** Tables behind the signature, as "Phụ lục". */
  annexes: readonly PaperAnnex[];
  /** "Nơi nhận": one line each, without the bullet and the mark at its end. */
  recipients: readonly string[];
  signer: PaperSigner;
  /** Drawn across every page as "DỰ THẢO" until the report is approved. */
  isDraft: boolean;
}

export interface PaperSigner {
  /** Whom she signs for, as "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"; several lines in their order, none for a head who signs for herself. */
  onBehalf: readonly string[];
  title: string;
  /** Null: dots are left for the name. Empty, with an empty title and no recipients: nobody signs. */
  name: string | null;
}

/** A part with its number in front of the heading ("I. …", "1. …"), paragraphs, and tables between them. */
export interface PaperPart {
  heading: string;
  paragraphs: readonly string[];
  table?: PaperTable;
  parts?: readonly PaperPart[];
}

export interface PaperAnnex {
  title: string;
  table: PaperTable;
  /** Wide tables lie on a page of their own, turned. */
  isLandscape: boolean;
}

export interface PaperTable {
  /** `width` in per cent of the table, all together 100. */
  columns: readonly { head: string; width: number; isNumeric?: boolean; isCentred?: boolean }[];
  rows: readonly (readonly string[])[];
  /** A line below the table: what counts, as of which day. */
  note?: string;
}
