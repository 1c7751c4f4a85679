import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exifData, jpeg, jpegSegment, png, pngChunk, swappedProfile, webpOf, withChunks, withSegments } from '../../../tests/world/photos.ts';
import { barePicture } from './bare-picture.server.ts';
import { bareProfile } from './colour-profile.ts';
import { joined } from './picture.ts';

const secret = 'EPSON cua Thuy 0912345678';
const bare = (bytes: Uint8Array) => { const picture = barePicture(bytes); return picture && Buffer.from(joined(picture.parts)); };
const latin = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString('latin1');
const mark = Buffer.from('ICC_PROFILE\0', 'latin1');
/** A profile in so many segments of a JPEG. */
function inSegments(profile: Buffer, count: number): Buffer[] {
  const size = Math.ceil(profile.length / count);
  return Array.from({ length: count }, (_, at) => jpegSegment(0xe2, Buffer.concat([mark, Buffer.from([at + 1, count]), profile.subarray(at * size, (at + 1) * size)])));
}
const tagsOf = (profile: Buffer) => new Map(Array.from({ length: profile.readUInt32BE(128) }, (_, at) => {
  const entry = 132 + 12 * at;
  return [profile.toString('latin1', entry, entry + 4), profile.subarray(profile.readUInt32BE(entry + 4), profile.readUInt32BE(entry + 4) + profile.readUInt32BE(entry + 8))] as const;
}));

describe('the colours of a picture', () => {
  it.each([2, 4])('keep their numbers and lose their words, in version %i of the form', (version) => {
    const [given, kept] = [swappedProfile(secret, version), Buffer.from(bareProfile(swappedProfile(secret, version)) ?? [])];
    expect(latin(kept)).not.toMatch(/EPSON|0912345678|ACME|CAM1|APPL|THUY/);
    for (const name of ['wtpt', 'rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC']) expect(tagsOf(kept).get(name), name).toEqual(tagsOf(given).get(name));
    expect([...tagsOf(kept).keys()].toSorted()).toEqual(['bTRC', 'bXYZ', 'cprt', 'desc', 'gTRC', 'gXYZ', 'rTRC', 'rXYZ', 'wtpt']);
    expect([kept.readUInt32BE(0), kept.toString('latin1', 12, 24), kept.subarray(68, 80)]).toEqual([kept.length, 'mntrRGB XYZ ', given.subarray(68, 80)]);
    // Names that shared their data share them still.
    expect(kept.length).toBeLessThan(given.length + 150);
    expect(bareProfile(kept)).toEqual(new Uint8Array(kept));
  });

  it('never take the words that stand in for the removed ones for data of their own', () => {
    const odd = new Uint8Array(swappedProfile(secret));
    // A name whose data are the first sixteen bytes, as many as the new note of rights has.
    const entry = Array.from({ length: new DataView(odd.buffer).getUint32(128) }, (_, at) => 132 + 12 * at).find((at) => String.fromCharCode(...odd.subarray(at, at + 4)) === 'wtpt') ?? expect.unreachable();
    new DataView(odd.buffer).setUint32(entry + 4, 0);
    new DataView(odd.buffer).setUint32(entry + 8, 16);
    const kept = bareProfile(odd) ?? expect.unreachable();
    expect(tagsOf(Buffer.from(kept)).get('wtpt')).toEqual(Buffer.from(odd.subarray(0, 16)));
    expect(bareProfile(kept)).toEqual(kept);
  });

  it.each<[string, Buffer]>([
    ['is none', Buffer.alloc(400)],
    ['is cut off', swappedProfile(secret).subarray(0, 200)],
    ['names more than it has', (() => { const copy = swappedProfile(secret); copy.writeUInt32BE(90, 128); return copy; })()],
    ['names a place beyond its end', (() => { const copy = swappedProfile(secret); copy.writeUInt32BE(0xffffff00, 132 + 12 * 4 + 4); return copy; })()],
    ['has no colours', (() => { const copy = swappedProfile(secret); copy.writeUInt32BE(3, 128); return copy; })()],
    ['unfolds to many times itself', (() => { const copy = Buffer.concat([swappedProfile(secret), Buffer.alloc(1_000)]); copy.writeUInt32BE(copy.length, 0); for (let tag = 3; tag < 10; tag += 1) copy.writeUInt32BE(1_000 + tag, 132 + 12 * tag + 8); return copy; })()],
  ])('go when their profile %s', (_what, profile) => {
    expect(bareProfile(profile)).toBeNull();
    expect(bare(withSegments(...inSegments(profile, 1)))).toEqual(jpeg);
    expect(bare(withChunks(pngChunk('iCCP', Buffer.concat([Buffer.from('x\0\0', 'latin1'), deflateSync(profile)]))))).toEqual(png);
  });

  it('are read from several segments of a JPEG in the order of their numbers, and from nothing when one is missing', () => {
    const profile = swappedProfile(secret);
    const [one, ...others] = inSegments(profile, 3);
    const kept = bare(withSegments(...others, one ?? Buffer.alloc(0)));
    expect(latin(kept)).toContain(latin(bareProfile(profile)));
    expect(latin(kept)).not.toMatch(/EPSON|0912345678/);
    expect(bare(kept ?? Buffer.alloc(0))).toEqual(kept);
    expect(bare(withSegments(...others))).toEqual(jpeg);
    expect(bare(withSegments(...inSegments(profile, 2), ...inSegments(profile, 2)))).toEqual(jpeg);
  });

  it('stay in a JPEG whose profile needs several segments', () => {
    const large = Buffer.concat([swappedProfile(secret), Buffer.alloc(150_000, 7)]);
    large.writeUInt32BE(large.length, 0);
    const at = 132 + 12 * 9;
    large.write('A2B0', at, 'latin1');
    large.writeUInt32BE(large.length - 150_000, at + 4);
    large.writeUInt32BE(150_000, at + 8);
    const kept = bare(withSegments(...inSegments(large, 3)));
    expect(latin(kept).match(/ICC_PROFILE/g)).toHaveLength(3);
    expect(bare(kept ?? Buffer.alloc(0))).toEqual(kept);
  });

  it('stay in a PNG and in a WebP', () => {
    const profile = swappedProfile(secret);
    const kept = bare(withChunks(pngChunk('iCCP', Buffer.concat([Buffer.from(`${secret}\0\0`, 'latin1'), deflateSync(profile)]))));
    const at = kept?.indexOf('iCCP') ?? -1;
    expect(kept?.subarray(at + 4, at + 13).toString('latin1')).toBe('colours\0\0');
    expect(new Uint8Array(inflateSync(kept?.subarray(at + 13) ?? Buffer.alloc(0)))).toEqual(bareProfile(profile));
    expect(pngChunk('iCCP', kept?.subarray(at + 4, at + 4 + (kept.readUInt32BE(at - 4))) ?? '')).toEqual(kept?.subarray(at - 4, at + 8 + kept.readUInt32BE(at - 4)));
    expect(latin(kept)).not.toMatch(/EPSON/);
    const web = bare(webpOf(['ICCP', profile]));
    expect([latin(web).includes(latin(bareProfile(profile))), web?.[20]]).toEqual([true, 0x30]);
    expect(bare(web ?? Buffer.alloc(0))).toEqual(web);
  });

  it('of a PNG are those of its first profile: others are not even unpacked', () => {
    const packed = (profile: Buffer) => pngChunk('iCCP', Buffer.concat([Buffer.from('x\0\0', 'latin1'), deflateSync(profile)]));
    const kept = bare(withChunks(packed(swappedProfile(secret, 4)), packed(swappedProfile(secret))));
    expect(kept).toEqual(bare(withChunks(packed(swappedProfile(secret, 4)))));
    expect(bare(withChunks(packed(Buffer.alloc(300)), packed(swappedProfile(secret))))).toEqual(png);
  });

  it('of a PNG may not unfold without end', () => {
    const bomb = deflateSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    expect(bare(withChunks(pngChunk('iCCP', Buffer.concat([Buffer.from('x\0\0', 'latin1'), bomb]))))).toEqual(png);
  });
});

describe('which way is up', () => {
  it.each([2, 3, 6, 8])('is all that stays of what a camera wrote into a PNG or a WebP: %i', (orientation) => {
    for (const dirty of [withChunks(pngChunk('eXIf', exifData(orientation, secret))), webpOf(['EXIF', exifData(orientation, secret)]), webpOf(['EXIF', Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifData(orientation, secret)])])]) {
      const kept = bare(dirty);
      const tag = kept?.indexOf(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0])) ?? -1;
      expect([kept?.[tag + 9], latin(kept).includes('EPSON')]).toEqual([orientation, false]);
      expect(bare(kept ?? Buffer.alloc(0))).toEqual(kept);
    }
  });

  it.each([0, 1, 9, 255])('is not said where nothing was turned: %i', (orientation) => {
    expect(bare(withChunks(pngChunk('eXIf', exifData(orientation, secret))))).toEqual(png);
    const web = bare(webpOf(['EXIF', exifData(orientation, secret)]));
    expect([latin(web).includes('EXIF'), web?.[20]]).toEqual([false, 0x10]);
  });
});

describe('words of somebody in a picture', () => {
  const words = fc.constantFrom(secret);
  const around = fc.tuple(fc.uint8Array({ maxLength: 30 }), words, fc.uint8Array({ maxLength: 30 })).map(([before, said, after]) => Buffer.concat([before, Buffer.from(said, 'latin1'), after]));
  const opening = fc.constantFrom('', 'Exif\0\0', 'Exif\0\0II*\0\x08\0\0\0', 'http://ns.adobe.com/xap/1.0/\0', 'Photoshop 3.0\x008BIM', 'JFIF\0', 'JFXX\0', 'MPF\0', 'Adobe', 'ICC_PROFILE\0\x01\x01', 'FLIR\0');
  const content = fc.tuple(opening, around).map(([start, rest]) => Buffer.concat([Buffer.from(start, 'latin1'), rest]));

  it('never stay, wherever in a JPEG they stand', () => {
    const foreign = fc.tuple(fc.oneof(fc.integer({ min: 0xe1, max: 0xef }), fc.constant(0xfe)).filter((marker) => marker !== 0xee), content).map(([marker, body]) => jpegSegment(marker, body));
    fc.assert(fc.property(fc.array(foreign, { maxLength: 8 }), around, (segments, behind) => {
      const kept = bare(Buffer.concat([withSegments(...segments), behind]));
      expect(kept).not.toBeNull();
      expect(latin(kept)).not.toContain(secret);
    }));
  });

  it('never stay, whatever chunk of a PNG they stand in', () => {
    const name = fc.oneof(fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'eXIf', 'iCCP', 'tIME', 'sPLT', 'prVt', 'caBX'), fc.stringMatching(/^[a-z][A-Za-z]{3}$/)).filter((one) => !['tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs', 'cICP', 'mDCV', 'cLLI', 'acTL', 'fcTL', 'fdAT'].includes(one));
    fc.assert(fc.property(fc.array(fc.tuple(name, content), { maxLength: 8 }), around, (chunks, behind) => {
      const kept = bare(Buffer.concat([withChunks(...chunks.map(([kind, body]) => pngChunk(kind, body))), behind]));
      expect(kept).toEqual(png);
    }));
  });

  it('never stay, whatever chunk of a WebP they stand in', () => {
    const name = fc.constantFrom('EXIF', 'XMP ', 'ICCP', 'ABCD', 'anmf');
    fc.assert(fc.property(fc.array(fc.tuple(name, content), { maxLength: 8 }), (chunks) => {
      const kept = bare(webpOf(...chunks));
      expect(kept).not.toBeNull();
      expect(latin(kept)).not.toContain(secret);
    }));
  });

  it('or any other bytes lead to no other end than a picture or none, and a bare picture is bare', () => {
    const profile = swappedProfile(secret);
    const start = fc.constantFrom(withSegments(...inSegments(profile, 2), jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifData(6, secret)]))), withChunks(pngChunk('iCCP', Buffer.concat([Buffer.from('x\0\0', 'latin1'), deflateSync(profile)])), pngChunk('eXIf', exifData(6, secret))), webpOf(['ICCP', profile], ['EXIF', exifData(6, secret)]));
    const change = fc.oneof(fc.tuple(fc.nat(1_200), fc.constantFrom(Buffer.from([0xff, 0xff]), Buffer.from([0, 0]), Buffer.from([0xff, 0xd9]), Buffer.from([0x7f, 0xff, 0xff, 0xff]), Buffer.from([0xff, 0xda, 0, 2]))), fc.tuple(fc.nat(1_200), fc.uint8Array({ minLength: 1, maxLength: 4 }).map((bytes) => Buffer.from(bytes))));
    fc.assert(fc.property(start, fc.array(change, { maxLength: 6 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), (bytes, changes, share, isCut) => {
      const broken = Buffer.from(bytes);
      for (const [at, patch] of changes) patch.copy(broken, at % broken.length);
      const kept = bare(isCut ? broken.subarray(0, Math.round(broken.length * share)) : broken);
      if (kept) expect(bare(kept)).toEqual(kept);
    }), { numRuns: 2_000 });
  });
});
