/** Words of an Office file's own XML, without the people behind it. Text stays as it is; what it names is found by `findLeftovers`. */

const core = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"/>';
const app = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>';
const custom = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>';
const emptied: Readonly<Record<string, string>> = { 'docprops/core.xml': core, 'docprops/app.xml': app, 'docprops/custom.xml': custom };

/** Attributes that carry somebody's name, account, initials or time of work, by their local name. */
const personal = /\s((?:\w+:)?(?:author|initials|userId|providerId|userName|displayName|lastModifiedBy|lastEdited|modifiedBy|createdBy|clrMruName|dateUtc))=("[^"]*"|'[^']*')/g;
/** Names of people under plainer attributes, only where parts are about people. */
const namedParts = /(?:commentauthors|authors|people|persons?)\d*\.xml$/;
const plainName = /\s((?:\w+:)?name)=("[^"]*"|'[^']*')/g;
const authorElement = /(<(?:\w+:)?author>)[^<]*(<\/(?:\w+:)?author>)/g;
/** The folder in which somebody saved a workbook. */
const savedPath = /<(?:\w+:)?absPath\b[^>]*\/>/g;
/** Relations to files and mail boxes outside. */
const outsideTarget = /\sTarget=("(?:file:|mailto:|\\\\|[a-z]:\\)[^"]*"|'(?:file:|mailto:|\\\\|[a-z]:\\)[^']*')/gi;
const thumbnail = /<Relationship\b[^>]*\/thumbnail"[^>]*\/>/g;
/** A printer's settings name its server and often its owner; with the file go the relation, the type and the reference to it, or the workbook would be called damaged. */
const printer = /<(?:Relationship|Override)\b[^>]*\/printerSettings[^>]*\/>/gi;
const printerReference = /(<(?:\w+:)?pageSetup\b[^>]*?)\s\w+:id=(?:"[^"]*"|'[^']*')/g;
/** What an object is called, and what is read out in place of a picture. */
const spoken = /\s(?:\w+:)?(?:descr|title|name|alt)=(?:"([^"]*)"|'([^']*)')/g;
const webTarget = /\sTarget=(?:"(https?:[^"]*)"|'(https?:[^']*)')/gi;

/** Whether a part has to go with everything that points to it. */
export const isLeftOut = (name: string): boolean => /(?:^docprops\/thumbnail\.|\/printersettings[^/]*\.bin$)/i.test(name);

export interface OfficePart {
  name: string;
  xml: string;
}

/** One XML part without people; null for a part that is left out altogether. */
export function blindOfficePart({ name, xml }: OfficePart): string | null {
  const part = name.toLowerCase();
  if (isLeftOut(part)) return null;
  const empty = emptied[part];
  if (empty !== undefined) return empty;
  const named = namedParts.test(part) ? xml.replace(plainName, ' $1=""') : xml;
  return named
    .replace(personal, ' $1=""')
    .replace(authorElement, '$1$2')
    .replace(savedPath, '')
    .replace(outsideTarget, ' Target="about:blank"')
    .replace(thumbnail, '')
    .replace(printer, '')
    .replace(printerReference, '$1');
}

/** The words that people read in a part: runs of text, paragraph by paragraph. */
export function textOfPart(xml: string): string {
  return unescaped(xml.replace(/<\/(?:\w+:)?(?:p|row|si|cm)>/g, '\n').replace(/<[^>]+>/g, ''));
}

/** What a part says beside its text: names and descriptions of objects, addresses of links. */
export function asidesOfPart(xml: string): string {
  const said = [...xml.matchAll(spoken)].map(([, double, single]) => unescaped(double ?? single ?? ''));
  const links = [...xml.matchAll(webTarget)].map(([, double, single]) => plainAddress(unescaped(double ?? single ?? '')));
  return [...said, ...links].join('\n');
}

/** An address as it reads; one that was written wrongly stays as it is. */
function plainAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function unescaped(text: string): string {
  return text
    .replace(/&#x([\da-f]{1,6});/gi, (_, code: string) => letter(Number.parseInt(code, 16)))
    .replace(/&#(\d{1,7});/g, (_, code: string) => letter(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}

const letter = (code: number): string => (code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '');
