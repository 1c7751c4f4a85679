import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fromPhone, jpeg, png, progressiveJpeg, webp } from '../../../tests/world/photos.ts';
import { barePicture } from './bare-picture.server.ts';
import { joined } from './picture.ts';

/** As a proof of a broadcast is taken in, in one piece. */
function cleanPhoto(bytes: Uint8Array) {
  const picture = barePicture(bytes, { side: 20_000, points: 64_000_000 });
  return picture && { type: picture.type, bytes: joined(picture.parts) };
}

const latin = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1');
const secret = 'GPS 20.25N 105.97E, so may 0912345678';

/** A segment of a JPEG: its marker, and what stands in it. */
function segment(marker: number, content: string | Buffer): Buffer {
  const body = Buffer.isBuffer(content) ? content : Buffer.from(content, 'latin1');
  return Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body]);
}
const withSegments = (...segments: Buffer[]) => Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

/** A PNG of one colour as large as somebody likes: all its points fit into a few bytes. */
function bomb(width: number, height: number): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(body.length);
    return Buffer.concat([head, Buffer.from(name, 'latin1'), body, Buffer.alloc(4)]);
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width);
  size.writeUInt32BE(height, 4);
  size.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.min(1_000_000, Math.ceil(width / 8) * height)));
  return Buffer.concat([png.subarray(0, 8), chunk('IHDR', size), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** The frame of a JPEG with another size. */
function sized(picture: Buffer, width: number, height: number): Buffer {
  const at = picture.findIndex((byte, index) => byte === 0xff && [0xc0, 0xc2].includes(picture[index + 1] ?? 0));
  const copy = Buffer.from(picture);
  copy.writeUInt16BE(height, at + 5);
  copy.writeUInt16BE(width, at + 7);
  return copy;
}
const frameOf = (picture: Buffer) => {
  const at = picture.findIndex((byte, index) => byte === 0xff && picture[index + 1] === 0xc0);
  return picture.subarray(at, at + 2 + picture.readUInt16BE(at + 2));
};

describe('a picture that unfolds to more than anybody can look at', () => {
  it.each<[string, Buffer]>([
    ['a PNG of 400 million points in a few bytes', bomb(20_000, 20_000)],
    ['a PNG that is long and narrow beyond every camera', bomb(20_001, 1)],
    ['a JPEG of 400 million points', sized(jpeg, 20_000, 20_000)],
    ['a JPEG in several scans of 400 million points', sized(progressiveJpeg, 20_000, 20_000)],
    ['a JPEG without a width', sized(jpeg, 0, 8)],
    ['a JPEG with a huge frame before its small one', withSegments(frameOf(sized(jpeg, 65_535, 65_535)))],
    ['a JPEG with a small frame before another small one', withSegments(frameOf(jpeg))],
    ['a WebP of 268 million points', (() => { const copy = Buffer.from(webp); copy.writeUInt16LE(16_383, 26); copy.writeUInt16LE(16_383, 28); return copy; })()],
    ['a WebP without a height', (() => { const copy = Buffer.from(webp); copy.writeUInt16LE(0, 28); return copy; })()],
  ])('is none: %s', (_what, bytes) => {
    expect(bytes.length).toBeLessThan(5_000_000);
    expect(cleanPhoto(bytes)).toBeNull();
  });

  it.each<[string, Buffer]>([
    ['a JPEG of thousands of empty tables', Buffer.concat([jpeg.subarray(0, 2), ...Array.from({ length: 10_001 }, () => segment(0xdb, '')), jpeg.subarray(2)])],
    ['a JPEG of thousands of empty notes', Buffer.concat([jpeg.subarray(0, 2), ...Array.from({ length: 10_001 }, () => segment(0xe5, '')), jpeg.subarray(2)])],
    ['a PNG of thousands of empty pieces', Buffer.concat([png.subarray(0, 33), ...Array.from({ length: 10_001 }, () => Buffer.from('\0\0\0\0IDAT\0\0\0\0', 'latin1')), png.subarray(33)])],
    ['a PNG of thousands of empty notes', Buffer.concat([png.subarray(0, 33), ...Array.from({ length: 10_001 }, () => Buffer.from('\0\0\0\0tEXt\0\0\0\0', 'latin1')), png.subarray(33)])],
    ['a WebP of thousands of empty notes', (() => { const body = Buffer.concat([webp.subarray(12), ...Array.from({ length: 10_001 }, () => Buffer.from('XMP \0\0\0\0', 'latin1'))]); const head = Buffer.from(webp.subarray(0, 12)); head.writeUInt32LE(body.length + 4, 4); return Buffer.concat([head, body]); })()],
    ['a WebP of thousands of empty pieces', (() => { const body = Buffer.concat([webp.subarray(12), ...Array.from({ length: 10_001 }, () => Buffer.from('ALPH\0\0\0\0', 'latin1'))]); const head = Buffer.from(webp.subarray(0, 12)); head.writeUInt32LE(body.length + 4, 4); return Buffer.concat([head, body]); })()],
  ])('or into more pieces than any camera writes is none: %s', (_what, bytes) => expect(cleanPhoto(bytes)).toBeNull());

  it.each<[string, Buffer, string]>([
    ['48 million points of a phone', sized(jpeg, 8_000, 6_000), 'image/jpeg'],
    ['a panorama', sized(jpeg, 20_000, 3_200), 'image/jpeg'],
    ['a PNG of a screen', bomb(3_840, 2_160), 'image/png'],
  ])('and what cameras make is one: %s', (_what, bytes, type) => expect(cleanPhoto(bytes)?.type).toBe(type));

  it('in a WebP is refused by the size of its canvas, too, and without loss by its own', () => {
    const chunk = (name: string, body: Buffer) => Buffer.concat([Buffer.from(name, 'latin1'), (() => { const head = Buffer.alloc(4); head.writeUInt32LE(body.length); return head; })(), body, Buffer.alloc(body.length % 2)]);
    const whole = (...chunks: Buffer[]) => {
      const body = Buffer.concat(chunks);
      const head = Buffer.from('RIFF....WEBP', 'latin1');
      head.writeUInt32LE(body.length + 4, 4);
      return Buffer.concat([head, body]);
    };
    const canvas = (width: number, height: number) => { const body = Buffer.alloc(10); body.writeUIntLE(width - 1, 4, 3); body.writeUIntLE(height - 1, 7, 3); return chunk('VP8X', body); };
    const lossless = (width: number, height: number) => { const body = Buffer.alloc(20); body[0] = 0x2f; body.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1); return chunk('VP8L', body); };
    expect(cleanPhoto(whole(canvas(16, 8), webp.subarray(12)))?.type).toBe('image/webp');
    expect(cleanPhoto(whole(canvas(16_777_216, 16_777_216), webp.subarray(12)))).toBeNull();
    expect(cleanPhoto(whole(canvas(9_000, 9_000), webp.subarray(12)))).toBeNull();
    expect(cleanPhoto(whole(lossless(800, 600)))?.type).toBe('image/webp');
    expect(cleanPhoto(whole(lossless(16_384, 16_384)))).toBeNull();
  });
});

describe('what somebody hides in a JPEG', () => {
  it.each<[string, Buffer]>([
    ['in the segment that every JPEG begins with', withSegments(segment(0xe0, `JFIF\0\x01\x01\0\0\x01\0\x01\0\0${secret}`))],
    ['in a preview of its own', withSegments(segment(0xe0, `JFXX\0\x10${secret}`))],
    ['behind the note of an image program about colours', withSegments(segment(0xee, `Adobe\0\x64\0\0\0\0\x01${secret}`))],
    ['in a note that only claims to be about colours', withSegments(segment(0xee, secret))],
    ['in the place where phones write', withSegments(segment(0xe1, `Exif\0\0${secret}`))],
    ['in a second place where phones write', withSegments(segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${secret}`))],
    ['in a colour profile', withSegments(segment(0xe2, `ICC_PROFILE\0\x01\x01${secret}`))],
    ['in a maker’s own segment', withSegments(segment(0xed, `Photoshop 3.0\0${secret}`))],
    ['in a comment', withSegments(segment(0xfe, secret))],
    ['behind its end', Buffer.concat([jpeg, Buffer.from(secret)])],
  ])('does not stay: %s', (_what, bytes) => {
    const clean = cleanPhoto(bytes);
    expect(clean?.type).toBe('image/jpeg');
    expect(latin(clean?.bytes)).not.toMatch(/GPS|0912345678/);
    expect(cleanPhoto(clean?.bytes ?? new Uint8Array())).toEqual(clean);
  });

  it('how its points and colours are to be read does', () => {
    const colours = segment(0xee, 'Adobe\0\x64\0\0\0\0\x01');
    expect(latin(cleanPhoto(withSegments(colours))?.bytes)).toContain(colours.toString('latin1'));
    expect(latin(cleanPhoto(jpeg)?.bytes)).toContain('JFIF\0\x01\x01\0\0\x01\0\x01\0\0');
  });

  it.each([0, 9, 255])('which way is up is kept only where it is one of eight: %i is none', (orientation) => {
    expect(latin(cleanPhoto(fromPhone(orientation))?.bytes)).not.toContain('Exif');
  });

  it.each([2, 3, 4, 5, 6, 7, 8])('which way is up is kept: %i', (orientation) => {
    const bytes = Buffer.from(cleanPhoto(fromPhone(orientation))?.bytes ?? []);
    expect(bytes[bytes.indexOf(Buffer.from([0x01, 0x12, 0, 3])) + 9]).toBe(orientation);
  });
});
