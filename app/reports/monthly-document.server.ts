import { attachmentHeader } from '../platform/files/file-name.ts';
import { paperDocx } from './paper-docx.server.ts';
import { paperPdf } from './paper-pdf.server.ts';
import type { NamedPaper } from './queries/report-paper.server.ts';

const types = { docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', pdf: 'application/pdf' } as const;

/** A report as a file to be kept: Word for going on with it, PDF for reading. */
export async function sendDocument({ paper, fileName }: NamedPaper, ending: 'docx' | 'pdf'): Promise<Response> {
  const bytes = await (ending === 'docx' ? paperDocx(paper) : paperPdf(paper));
  return new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': types[ending], 'Content-Length': String(bytes.length), 'Content-Disposition': attachmentHeader(`${fileName}.${ending}`), 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' },
  });
}
