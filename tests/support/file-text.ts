import { unzipSync } from 'fflate';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Everything that can be read in a file, whatever it is: the words of a PDF without their breaks, the files in an archive (and in Word and Excel files, which are archives), or the text itself. */
export async function textOfFile(bytes: Uint8Array): Promise<string> {
  const mark = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (mark === '%PDF') return textOfPdf(bytes);
  if (mark !== 'PK\u0003\u0004') return Buffer.from(bytes).toString();
  const inside = await Promise.all(Object.entries(unzipSync(bytes)).map(async ([name, content]) => `${name}\n${await textOfFile(content)}`));
  return inside.join('\n');
}

async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, async (_, at) => (await (await pdf.getPage(at + 1)).getTextContent()).items));
  const { info } = (await pdf.getMetadata()) as { info: object };
  await task.destroy();
  return `${pages.flat().map((item) => ('str' in item ? item.str : '')).join('')}\n${JSON.stringify(info)}`;
}
