import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPhone, jpeg, png, progressiveJpeg, talkative, webp } from '../../../tests/world/photos.ts';
import { barePicture } from './bare-picture.server.ts';
import { joined } from './picture.ts';

/** As a proof of a broadcast is taken in, in one piece. */
function cleanPhoto(bytes: Uint8Array) {
  const picture = barePicture(bytes, { side: 20_000, points: 64_000_000 });
  return picture && { type: picture.type, bytes: joined(picture.parts) };
}

const latin = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1');

describe('a photo', () => {
  it.each([['image/jpeg', jpeg], ['image/jpeg', progressiveJpeg], ['image/png', png], ['image/webp', webp]] as const)('of type %s is known by what it is and stays as it was', (type, bytes) => {
    const photo = cleanPhoto(bytes);
    expect(photo?.type).toBe(type);
    expect(Buffer.from(photo?.bytes ?? []).equals(bytes)).toBe(true);
  });

  it('of a phone loses its place, its comments and what hangs behind it, and keeps which way is up', () => {
    const photo = cleanPhoto(fromPhone(6));
    expect(latin(photo?.bytes)).not.toMatch(/GPS|comment|script/);
    expect(latin(photo?.bytes)).toContain('Exif\0\0MM\0*');
    expect(cleanPhoto(photo?.bytes ?? new Uint8Array())?.bytes).toEqual(photo?.bytes);
    expect(latin(cleanPhoto(fromPhone(1))?.bytes)).not.toContain('Exif');
    expect(Buffer.from(cleanPhoto(fromPhone(1))?.bytes ?? []).equals(jpeg)).toBe(true);
  });

  it('as PNG loses its texts and what hangs behind it', () => {
    expect(Buffer.from(cleanPhoto(talkative())?.bytes ?? []).equals(png)).toBe(true);
  });

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'.repeat(2))],
    ['HTML behind the first bytes of a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<html><script>alert(1)</script></html>')])],
    ['HTML behind the first bytes of a PNG', Buffer.concat([png.subarray(0, 8), Buffer.from('<html><script>alert(1)</script></html>'.repeat(2))])],
    ['half a JPEG', jpeg.subarray(0, 200)],
    ['half a PNG', png.subarray(0, 50)],
    ['half a WebP', webp.subarray(0, 40)],
    ['a PNG of a billion points', Buffer.concat([png.subarray(0, 16), Buffer.from([0x7f, 0xff, 0xff, 0xff]), png.subarray(20)])],
    ['a GIF', Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(60)])],
    ['a PDF', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(60)])],
  ])('is not %s', (_what, bytes) => {
    expect(cleanPhoto(bytes)).toBeNull();
  });

  it('comes to an end for any bytes, and what it lets through it lets through again', () => {
    const start = fc.constantFrom(jpeg, png, webp, progressiveJpeg, fromPhone(3));
    fc.assert(fc.property(start, fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }), fc.nat(500), (bytes, changes, length) => {
      const broken = Buffer.from(bytes);
      for (const [at, value] of changes) if (at < broken.length) broken[at] = value;
      const photo = cleanPhoto(length < 400 ? broken.subarray(0, Math.max(length, 1)) : broken);
      if (photo) expect(cleanPhoto(photo.bytes)).toEqual(photo);
    }));
  });
});
