import mammoth from 'mammoth';

export interface WordFile {
  /** Every paragraph with words in it, also those in tables, in their order. */
  paragraphs: string[];
  /** The rows of all tables one after the other, heads included, as the words of their cells. */
  rows: string[][];
}

const unescaped = (markup: string) => markup.replace(/<[^>]+>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&').replace(/\s+/g, ' ').trim();

/** Opens a Word file with a reader that is not ours: nothing here knows how the file was written. */
export async function readWordFile(bytes: Uint8Array): Promise<WordFile> {
  const buffer = Buffer.from(bytes);
  const { value: html, messages } = await mammoth.convertToHtml({ buffer });
  const errors = messages.filter(({ type }) => type === 'error');
  if (errors.length > 0) throw new Error(`the reader stumbles: ${JSON.stringify(errors)}`);
  const { value: text } = await mammoth.extractRawText({ buffer });
  return {
    paragraphs: text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim()).filter(Boolean),
    rows: [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => unescaped(cell.replaceAll('</p>', ' ')))),
  };
}
