import type { Paper } from './rules/paper.ts';

/** A report as a Word file in the form of NĐ 30/2020/NĐ-CP: the one that is signed and numbered. */
export async function paperDocx(paper: Paper): Promise<Buffer> {
  // Loaded with the first document: the library is large, and most processes never write one.
  const { drawDocx } = await import('./paper-docx-sheets.server.ts');
  return drawDocx(paper);
}
