/** How long the link of a campaign is once it stands in a text: the address, `/go/` and its token. */
export const linkLength = (baseUrl: string): number => baseUrl.length + '/go/'.length + 38;

/** The gap that a link fills in the text of an SMS. */
export const linkGap = '{{lien_ket}}';

/** A text as long as it is sent: with something of a link's length in its gap. */
export function filledWithLink(text: string, length: number): string {
  return text.replace(/\{\{\s*lien_ket\s*\}\}/g, 'x'.repeat(length));
}
