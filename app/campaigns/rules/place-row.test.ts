import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlaceRow } from './place-row.ts';
import { foldKey } from './unit-key.ts';

const units = new Map<string, string | null>([[foldKey('Phường Hoa Lư'), 'u1'], [foldKey('37.001'), 'u1'], [foldKey('Xã Hai Tên'), null]]);
const read = (...cells: string[]) => readPlaceRow(cells, units);
const fault = (...cells: string[]) => read(...cells).fault?.vi;

describe('a row of a list of places', () => {
  it.each([
    ['LED', 'LED'], ['led', 'LED'], ['Bảng LED', 'LED'], [' MÀN HÌNH  LED ', 'LED'], ['Đài truyền thanh', 'STATION'], ['Loa', 'STATION'], ['Pano', 'PANEL'], ['ÁP PHÍCH', 'PANEL'], ['Truyền hình', 'BROADCASTER'], ['Fanpage', 'PLATFORM'], ['Cổng, trang thông tin, mạng xã hội', 'PLATFORM'], ['Nền tảng số', 'PLATFORM'],
  ])('knows %j', (kind, expected) => expect(read('Bảng 1', kind, 'Phường Hoa Lư').place?.kind).toBe(expected));

  it('takes a unit by its name, with or without the words before it and without marks, or by its code', () => {
    for (const unit of ['Phường Hoa Lư', 'UBND phường Hoa Lư', 'ubnd  PHUONG hoa lu', '37.001', ' 37.001 ']) expect(read('Bảng 1', 'LED', unit).place?.unitId, unit).toBe('u1');
    expect(fault('Bảng 1', 'LED', 'Xã Không Có')).toBe('không tìm thấy đơn vị “Xã Không Có” trong phạm vi của Anh/Chị');
    expect(fault('Bảng 1', 'LED', 'Xã Hai Tên')).toBe('có hơn một đơn vị tên “Xã Hai Tên”; vui lòng dùng mã đơn vị');
  });

  it('says what is wrong with it, the first thing first', () => {
    expect(fault()).toBe('thiếu tên hoặc tên dài quá 200 ký tự');
    expect(fault('  \t ', 'LED', '37.001')).toContain('thiếu tên');
    expect(fault('x'.repeat(201), 'LED', '37.001')).toContain('200 ký tự');
    expect(fault('Bảng 1', 'Rađiô', '37.001')).toContain('không rõ loại “Rađiô”');
    expect(fault('Bảng 1', 'x'.repeat(90), '37.001')).toContain(`“${'x'.repeat(40)}”`);
  });

  it.each([['16', '16'], ['4096', '4096'], [' 192 ', '64'], ['', '']])('takes the size %j × %j', (width, height) => expect(read('Bảng 1', 'LED', '37.001', width, height).fault).toBeUndefined());
  it.each([['15', '64'], ['4097', '64'], ['192', ''], ['', '64'], ['-192', '64'], ['1e3', '64'], ['192.5', '64'], ['0x20', '64'], ['١٩٢', '64'], ['192px', '64']])('refuses the size %j × %j', (width, height) => {
    expect(fault('Bảng 1', 'LED', '37.001', width, height)).toBe('cỡ cần cả bề ngang và bề cao, từ 16 đến 4.096 điểm ảnh');
  });

  it('keeps a size of boards only', () => {
    expect(read('Loa 1', 'Loa', '37.001', '192', '64').place).toEqual({ name: 'Loa 1', kind: 'STATION', unitId: 'u1', width: null, height: null });
  });

  it('is either a place or a fault, whatever stands in it, and its name is one line', () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('LED', 'loa', '37.001', '192', 'Phường Hoa Lư', '__proto__', 'constructor', '=1+1', 'a\r\nb'));
    fc.assert(fc.property(fc.array(cell, { maxLength: 7 }), (cells) => {
      const { place, fault: wrong } = read(...cells);
      expect(Boolean(place)).toBe(!wrong);
      if (place) expect(place.name).not.toMatch(/[\r\n\u0000-\u001f]/);
    }));
  });
});

it('the key of a unit drops what lists leave out, and not more', () => {
  expect(['UBND xã Gia Viễn', 'xã Gia Viễn', 'XÃ  GIA VIỄN', 'UBND huyện Gia Viễn', 'Sở Tư pháp'].map(foldKey)).toEqual(['xa gia vien', 'xa gia vien', 'xa gia vien', 'ubnd huyen gia vien', 'so tu phap']);
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => foldKey(foldKey(name)).length <= foldKey(name).length));
});
