import { normaliseLine } from '../text/normalise.ts';

const longest = 120;
/** Names that Windows gives to devices. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A file's name without its path, control and bidi characters, and whatever a file system takes for something else. Never empty. */
export function cleanFileName(raw: string): string {
  const last = normaliseLine(raw).split(/[\\/]/).at(-1) ?? '';
  const plain = last.replace(/[<>:"|?*]/g, '_').replace(/^[\s.]+|[\s.]+$/g, '');
  const dot = plain.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, ''];
  const short = cut(stem.trimEnd(), longest - Math.min(extension.length, 20));
  return `${!short || devices.test(short) ? `tep${short && `-${short}`}` : short}${cut(extension, 20)}`;
}

/** The first characters of a text, never half of one. */
function cut(text: string, most: number): string {
  return text.slice(0, most).toWellFormed().replace(/\uFFFD$/, '');
}

/** The ending of a name in small letters, without its dot. */
export function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** A Content-Disposition that saves under this name in any browser (RFC 6266, RFC 8187). */
export function attachmentHeader(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
