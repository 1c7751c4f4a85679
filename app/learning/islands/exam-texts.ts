/** What the island says, in the reader's language; `{n}` and `{total}` are filled in by it. */
export interface ExamTexts {
  item: string;
  empty: string;
  partial: string;
  answered: string;
  flagged: string;
  progress: string;
  open: string;
  marked: string;
  up: string;
  announce: string;
  saving: string;
  saved: string;
  waiting: string;
  signedOut: string;
  signIn: string;
  refused: string;
  elsewhere: string;
  over: string;
}
