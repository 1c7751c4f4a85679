import { crc32 } from 'node:zlib';

/** Small real pictures of sixteen by eight points, made by an image program. */
const of = (base64: string) => Buffer.from(base64, 'base64');

export const jpeg = of('/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAWEAEBAQAAAAAAAAAAAAAAAAAAFGH/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBf/EABcRAAMBAAAAAAAAAAAAAAAAAAADFFH/2gAMAwEAAhEDEQA/AINGlGgvQIwRa7T/2Q==');
/** The same in several scans, as many phones and web pages have it. */
export const progressiveJpeg = of('/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wgARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAVAQEBAAAAAAAAAAAAAAAAAAADBP/aAAwDAQACEAMQAAABgF6f/8QAFRABAQAAAAAAAAAAAAAAAAAAABL/2gAIAQEAAQUCpT//xAAWEQADAAAAAAAAAAAAAAAAAAAAAhP/2gAIAQMBAT8Bs5//xAAWEQADAAAAAAAAAAAAAAAAAAAAAhP/2gAIAQIBAT8Bgh//xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oACAEBAAY/Aj//xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oACAEBAAE/IQ//2gAMAwEAAgADAAAAEAP/xAAVEQEBAAAAAAAAAAAAAAAAAAAAYf/aAAgBAwEBPxCz/8QAFREBAQAAAAAAAAAAAAAAAAAAAGH/2gAIAQIBAT8Qm//EABUQAQEAAAAAAAAAAAAAAAAAAABx/9oACAEBAAE/EKU//9k=');
export const png = of('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==');
export const webp = of('UklGRlAAAABXRUJQVlA4IEQAAACwAgCdASoQAAgAAgA0JagCdLcAlgH8AuP8D0P9gAAA/vaw64VOXrH/ji+FUl6/eFUl/8Cd/4U1/5nM6/LrKOkkS4AAAA==');

/** A JPEG with what a phone writes into it: which way up, and where it was. */
export function fromPhone(orientation: number): Buffer {
  const ifd = Buffer.from([0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0x26, 0, 0, 0, 0]);
  const exif = Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'), ifd, Buffer.from('GPS 20.25N 105.97E', 'latin1')]);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif, Buffer.from([0xff, 0xfe, 0, 9]), Buffer.from('comment'), jpeg.subarray(2), Buffer.from('<script>behind the end</script>')]);
}

/** A PNG with a chunk that holds text, and something behind its end. */
export function talkative(): Buffer {
  const text = Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from('tEXtAuthor\0Thuy', 'latin1').subarray(0, 15), Buffer.from([0, 0, 0, 0])]);
  return Buffer.concat([png.subarray(0, 33), text, png.subarray(33), Buffer.from('PK and a zip archive')]);
}

const sixteen = (value: number) => Math.round(value * 65_536);
const whole = (value: number) => { const bytes = Buffer.alloc(4); bytes.writeInt32BE(value); return bytes; };
const pointOf = (...xyz: number[]) => Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), ...xyz.map((value) => whole(sixteen(value)))]);

/** A profile of a screen whose red is shown as green and whose green as red, so that one sees whether it is read; it says who made it, on what and when. */
export function swappedProfile(said: string, version = 2): Buffer {
  const words = Buffer.concat([Buffer.from('text\0\0\0\0', 'latin1'), Buffer.from(`${said}\0`, 'latin1')]);
  const [red, green, blue] = [pointOf(0.4361, 0.2225, 0.0139), pointOf(0.3851, 0.7169, 0.0971), pointOf(0.1431, 0.0606, 0.7141)];
  const curve = Buffer.concat([Buffer.from('curv\0\0\0\0', 'latin1'), whole(1), Buffer.from([2, 0x33, 0, 0])]);
  const data = [words, pointOf(0.9642, 1, 0.8249), red, green, blue, curve];
  const places = data.map((_piece, at) => data.slice(0, at).reduce((sum, { length }) => sum + Math.ceil(length / 4) * 4, 128 + 4 + 12 * 10));
  const tags: [string, number][] = [['desc', 0], ['cprt', 0], ['dmnd', 0], ['wtpt', 1], ['rXYZ', 3], ['gXYZ', 2], ['bXYZ', 4], ['rTRC', 5], ['gTRC', 5], ['bTRC', 5]];
  const table = Buffer.concat([whole(tags.length), ...tags.flatMap(([name, at]) => [Buffer.from(name, 'latin1'), whole(places[at] ?? 0), whole(data[at]?.length ?? 0)])]);
  const head = Buffer.alloc(128);
  head.set([version, 0x10], 8);
  for (const [at, text] of [[4, 'CAM1'], [12, 'mntrRGB XYZ '], [36, 'acspAPPL'], [48, 'ACMEX123'], [80, 'THUY']] as const) head.write(text, at, 'latin1');
  for (const [at, value] of [2026, 11, 23, 8, 30, 0].entries()) head.writeUInt16BE(value, 24 + 2 * at);
  for (const [at, value] of [0.9642, 1, 0.8249].entries()) head.writeInt32BE(sixteen(value), 68 + 4 * at);
  const body = Buffer.concat(data.map((piece) => Buffer.concat([piece, Buffer.alloc((4 - (piece.length % 4)) % 4)])));
  head.writeUInt32BE(128 + table.length + body.length, 0);
  return Buffer.concat([head, table, body]);
}

/** A segment of a JPEG: its marker, and what stands in it. */
export function jpegSegment(marker: number, content: string | Uint8Array): Buffer {
  const body = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  return Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body]);
}
export const withSegments = (...segments: Buffer[]): Buffer => Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

/** A chunk of a PNG with its check sum. */
export function pngChunk(name: string, content: string | Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), typeof content === 'string' ? Buffer.from(content, 'latin1') : content]);
  return Buffer.concat([whole(body.length - 4), body, whole(crc32(body) | 0)]);
}
export const withChunks = (...chunks: Buffer[]): Buffer => Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);

/** A WebP of several chunks behind the head that promises them. */
export function webpOf(...chunks: [name: string, content: Uint8Array][]): Buffer {
  const head = Buffer.from([0x3c, 0, 0, 0, 15, 0, 0, 7, 0, 0]);
  const all: [string, Uint8Array][] = [['VP8X', head], ...chunks];
  const packed = all.map(([name, content]) => { const length = Buffer.alloc(4); length.writeUInt32LE(content.length); return Buffer.concat([Buffer.from(name, 'latin1'), length, content, Buffer.alloc(content.length % 2)]); });
  // What the simple picture has behind its own head.
  const body = Buffer.concat([...packed, webp.subarray(12)]);
  const start = Buffer.from('RIFF....WEBP', 'latin1');
  start.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([start, body]);
}

/** Data of Exif as cameras write them: which way up, and the name of the phone. */
export function exifData(orientation: number, said: string): Buffer {
  return Buffer.concat([Buffer.from(`II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0${String.fromCharCode(said.length)}\0\0\0\x26\0\0\0\x12\x01\x03\0\x01\0\0\0${String.fromCharCode(orientation)}\0\0\0\0\0\0\0`, 'latin1'), Buffer.from(said, 'latin1')]);
}
