import type { Day } from '../../platform/clock.ts';

/** `ngày 05 tháng 02 năm 2026`: days below 10 and months 1 and 2 carry a zero (form of official papers, NĐ 30/2020). */
export function longDay(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const shownMonth = Number(month) <= 2 ? month : String(Number(month));
  return `ngày ${date} tháng ${shownMonth} năm ${year}`;
}

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
