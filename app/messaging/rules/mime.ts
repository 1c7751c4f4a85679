/** One part of a message: headers in lower case with their unfolded values, and the body with its transfer encoding taken off. */
export interface MimePart {
  headers: Map<string, string>;
  type: string;
  /** The body as text. */
  text: string;
  parts: MimePart[];
}

const deepest = 6;
const mostParts = 50;

/** Reads a message (raw bytes as latin1 text). Forgiving: what cannot be read is left as it is. */
export function readMime(raw: string, depth = 0): MimePart {
  const { headers, body } = splitHead(raw);
  const kind = headers.get('content-type') ?? 'text/plain';
  const type = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(kind)?.[1]?.toLowerCase() ?? 'text/plain';
  const boundary = type.startsWith('multipart/') ? parameterOf(kind, 'boundary') : null;
  const decoded = decodeBody(body, headers.get('content-transfer-encoding') ?? '');
  const inner = boundary ? splitParts(body, boundary) : type === 'message/rfc822' ? [decoded] : [];
  const parts = depth < deepest ? inner.slice(0, mostParts).map((part) => readMime(part, depth + 1)) : [];
  return { headers, type, text: toText(decoded, parameterOf(kind, 'charset')), parts };
}

/** A part and everything below it, in order. */
export function allParts(part: MimePart): MimePart[] {
  return [part, ...part.parts.flatMap(allParts)];
}

/** Header lines of a block of text, unfolded; of a repeated header the first counts. */
export function readHeaders(block: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of block.replace(/\r\n?/g, '\n').replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}

/** A header with its encoded words (RFC 2047) read. */
export function decodeHeader(value: string): string {
  return value
    .replace(/(=\?[^?]+\?[bq]\?[^?]*\?=)\s+(?==\?)/gi, '$1')
    .replace(/=\?([^?]+)\?([bq])\?([^?]*)\?=/gi, (_whole, charset: string, way: string, text: string) =>
      toText(way.toLowerCase() === 'b' ? fromBase64(text) : fromQuotedPrintable(text.replaceAll('_', ' ')), charset),
    );
}

function splitHead(raw: string): { headers: Map<string, string>; body: string } {
  const end = /\r?\n\r?\n/.exec(raw);
  if (!end) return { headers: readHeaders(raw), body: '' };
  return { headers: readHeaders(raw.slice(0, end.index)), body: raw.slice(end.index + end[0].length) };
}

function splitParts(body: string, boundary: string): string[] {
  const pieces: string[] = [];
  let current: string[] | null = null;
  for (const line of body.split(/\r?\n/)) {
    const mark = line.trimEnd();
    if (mark !== `--${boundary}` && mark !== `--${boundary}--`) current?.push(line);
    else {
      if (current) pieces.push(current.join('\n'));
      current = mark.endsWith('--') && mark.length === boundary.length + 4 ? null : [];
    }
  }
  if (current) pieces.push(current.join('\n'));
  return pieces;
}

function parameterOf(value: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(value);
  return found?.[1] ?? found?.[2] ?? null;
}

function decodeBody(body: string, encoding: string): string {
  if (/^base64$/i.test(encoding.trim())) return fromBase64(body);
  return /^quoted-printable$/i.test(encoding.trim()) ? fromQuotedPrintable(body.replace(/=[ \t]*\r?\n/g, '')) : body;
}

function fromBase64(text: string): string {
  const clean = text.replace(/[^A-Za-z0-9+/]/g, '');
  try {
    return atob(clean.length % 4 === 1 ? clean.slice(0, -1) : clean);
  } catch {
    return text;
  }
}

function fromQuotedPrintable(text: string): string {
  return text.replace(/=([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Bytes (as latin1 text) as the text that they mean. */
function toText(bytes: string, charset: string | null): string {
  const array = Uint8Array.from(bytes, (letter) => letter.charCodeAt(0) & 0xff);
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(array);
  } catch {
    return new TextDecoder('utf-8').decode(array);
  }
}
