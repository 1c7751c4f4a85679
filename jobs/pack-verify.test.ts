import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loosePack, packVerify } from '../tests/world/packs.ts';

describe('npm run pack:verify', () => {
  it('ends with 0, 1 or 2 and says why', async () => {
    using pack = await loosePack();
    const key = join(pack.root, 'key.pem');
    writeFileSync(key, pack.pem);
    const good = packVerify(pack.zip, '--key', key);
    expect(good).toMatchObject({ status: 0, text: expect.stringContaining('Đúng: gói nguyên vẹn') });
    expect(good.text).toContain('UBND phường Hoa Lư');
    expect(packVerify(pack.folder, '--key', key).status).toBe(0);
    expect(packVerify(pack.zip)).toMatchObject({ status: 2, text: expect.stringContaining('chưa xác định được ai ký') });
    appendFileSync(join(pack.folder, 'hoc-tap.csv'), 'x');
    writeFileSync(join(pack.folder, 'la.csv'), 'x');
    expect(packVerify(pack.folder, '--key', key)).toMatchObject({ status: 1, text: expect.stringMatching(/"la\.csv": tệp không có trong kê khai[\s\S]*"hoc-tap\.csv": tệp dài hoặc ngắn hơn kê khai/) });
  });

  it('ends with 2 when it cannot tell', async () => {
    using pack = await loosePack();
    const wrongKey = join(pack.root, 'wrong.pem');
    writeFileSync(wrongKey, '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n');
    expect(packVerify()).toMatchObject({ status: 2, text: expect.stringContaining('Cách dùng') });
    expect(packVerify(join(pack.root, 'none.zip'))).toMatchObject({ status: 2, text: expect.stringContaining('Không đọc được gói') });
    expect(packVerify(pack.zip, '--key', wrongKey)).toMatchObject({ status: 2, text: expect.stringContaining('không phải khoá công khai') });
    expect(packVerify(pack.zip, '--kez', wrongKey).status).toBe(2);
  });
});
