import { deflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { barePicture } from '../../../app/platform/files/bare-picture.server.ts';
import { joined } from '../../../app/platform/files/picture.ts';
import { exifData, jpegSegment, pngChunk, swappedProfile } from '../../world/photos.ts';
import { expect, test } from '../fixtures.ts';

/** A red picture twice as wide as high, without a profile of the browser's own. */
async function redPicture(page: Page, type: 'image/jpeg' | 'image/png'): Promise<Buffer> {
  const drawn = await page.evaluate((kind) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 20 });
    const pen = canvas.getContext('2d');
    if (pen) pen.fillStyle = 'rgb(200, 30, 30)';
    pen?.fillRect(0, 0, 40, 20);
    return canvas.toDataURL(kind, 0.95).split(',')[1] ?? '';
  }, type);
  const bytes = Buffer.from(drawn, 'base64');
  const own = bytes.indexOf('ICC_PROFILE') - 4;
  return own < 0 ? bytes : Buffer.concat([bytes.subarray(0, own), bytes.subarray(own + 2 + bytes.readUInt16BE(own + 2))]);
}

/** How the browser shows a picture: its size, and the colour of one point. */
function seen(page: Page, type: string, bytes: Uint8Array): Promise<{ size: string; colour: number[] }> {
  return page.evaluate(async ([kind, data]) => {
    const picture = new Image();
    picture.src = `data:${kind};base64,${data}`;
    await picture.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: picture.naturalWidth, height: picture.naturalHeight });
    const pen = canvas.getContext('2d');
    pen?.drawImage(picture, 0, 0);
    return { size: `${picture.naturalWidth} × ${picture.naturalHeight}`, colour: [...(pen?.getImageData(5, 5, 1, 1).data ?? [])].slice(0, 3) };
  }, [type, Buffer.from(bytes).toString('base64')]);
}

for (const version of [2, 4]) {
  test(`a bare picture is shown the right way up and in its colours, with a profile of version ${version}`, async ({ page }) => {
    const [profile, exif] = [swappedProfile('Máy của Thuỳ', version), exifData(6, 'A phone')];
    const [jpeg, png] = [await redPicture(page, 'image/jpeg'), await redPicture(page, 'image/png')];
    const pictures: [string, Buffer][] = [
      ['image/jpeg', Buffer.concat([jpeg.subarray(0, 2), jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif])), jpegSegment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), profile])), jpeg.subarray(2)])],
      ['image/png', Buffer.concat([png.subarray(0, 33), pngChunk('iCCP', Buffer.concat([Buffer.from('x\0\0', 'latin1'), deflateSync(profile)])), pngChunk('eXIf', exif), png.subarray(33)])],
    ];
    for (const [type, dirty] of pictures) {
      const bare = await seen(page, type, joined(barePicture(dirty)?.parts ?? []));
      expect(bare, type).toEqual(await seen(page, type, dirty));
      // Turned by a quarter, and green, because the profile says so.
      expect([bare.size, (bare.colour[1] ?? 0) > 150, (bare.colour[0] ?? 255) < 80], type).toEqual(['20 × 40', true, true]);
    }
  });
}
