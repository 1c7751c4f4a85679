/** 8,5 */
export function viScore(score: number): string {
  return score.toFixed(1).replace('.', ',');
}

/** 1,5 and 3 */
export function viNumber(value: number): string {
  return String(Math.round(value * 100) / 100).replace('.', ',');
}

/** The names under which the PDF is saved: plain letters for old programs, Vietnamese for the others. */
export function pdfFileNames(certificateNo: string): { ascii: string; full: string } {
  return { ascii: `chung-nhan-hoan-thanh-${certificateNo}.pdf`, full: `Chứng nhận hoàn thành ${certificateNo}.pdf` };
}
