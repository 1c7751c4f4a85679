/** The text of an uploaded file; empty when none was chosen, null when it is no text in UTF-8. */
export async function textOfFile(file: File | undefined): Promise<string | null> {
  if (!file || file.size === 0) return '';
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return text.includes('\u0000') ? null : text;
  } catch {
    return null;
  }
}
