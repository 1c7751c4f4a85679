import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAnswer } from '../../../tests/world/answers.ts';
import { chatMost, mouthsOf } from './mouths.ts';

const address = 'https://hoc06.vi-du.vn/help/muc-2';
const full = { ...anAnswer, papers: ['Thẻ căn cước còn hạn.', 'Điện thoại'], fee: 'Không thu phí', timeLimit: '7 ngày làm việc', body: '1. Đến **Công an** cấp xã.\n2. Xem [trang chính thức](https://vneid.gov.vn).' };

describe('one card, many mouths', () => {
  const mouths = mouthsOf(full, address);

  it('is read out as its short form, with the seconds that this takes', () => {
    expect(mouths.spoken).toEqual({ text: anAnswer.short, seconds: 7, syllables: 22 });
  });

  it('goes to followers as plain text with everything, the day and the address', () => {
    expect(mouths.chat.text).toBe(`Đăng ký tài khoản mức 2 ở đâu?\n\n${anAnswer.short}\n\n1. Đến Công an cấp xã.\n2. Xem trang chính thức (https://vneid.gov.vn/).\n\nGiấy tờ: Thẻ căn cước còn hạn; Điện thoại.\nPhí: Không thu phí.\nNơi làm: Công an cấp xã.\nThời hạn: 7 ngày làm việc.\n\nĐúng tại ngày 30/09/2026.\nXem đầy đủ: ${address}`);
    expect(mouths.chat).toMatchObject({ isShortened: false, letters: [...mouths.chat.text].length });
  });

  it('is never longer than one message: then only the short form and the address are left', () => {
    const long = mouthsOf({ ...full, body: 'Rất dài. '.repeat(400) }, address).chat;
    expect([long.isShortened, long.letters <= chatMost, long.text.endsWith(address), long.text.includes('Rất dài')]).toEqual([true, true, true, false]);
  });

  it('goes by SMS with marks and without, each with what it costs', () => {
    expect(mouths.sms.size).toMatchObject({ encoding: 'UCS2', segments: 2 });
    expect(mouths.smsPlain.text).toBe(`Quy vi den Cong an xa, phuong hoac noi lam the can cuoc, mang the con han va dien thoai cua minh. ${address}`);
    expect(mouths.smsPlain.size).toMatchObject({ encoding: 'GSM7', segments: 1 });
  });

  it('is asked and answered over the loudspeakers, with the day as it is spoken', () => {
    expect(mouths.script.text).toBe(`Hỏi: Đăng ký tài khoản mức 2 ở đâu?\nTrả lời: ${anAnswer.short}\nKhi đi, bà con mang theo: Thẻ căn cước còn hạn; Điện thoại.\nNội dung này đúng tại ngày 30 tháng 9 năm 2026.`);
    expect(mouthsOf({ ...full, papers: [] }, address).script.text).not.toContain('mang theo');
  });

  it('fits a board in whole words, and loses none', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('Quý', 'vị', 'đến.', 'Công', 'an;', 'xã', 'phường?', 'x'.repeat(50)), { minLength: 1, maxLength: 80 }), (words) => {
      const { board } = mouthsOf({ ...full, short: words.join(' ') }, address);
      expect(board.join(' ')).toBe(words.join(' '));
      for (const page of board) expect(page.length).toBeLessThanOrEqual(120);
    }));
  });

  it('goes on over several boards with a word that is longer than one', () => {
    const link = `https://dichvucong.gov.vn/${'a'.repeat(300)}`;
    const { board } = mouthsOf({ ...full, short: `Xem ${link} nhé.` }, address);
    expect([board.join('').replace(/ /g, ''), board.every((page) => page.length <= 120)]).toEqual([`Xem${link}nhé.`, true]);
  });

  it('says no fact that it has not, and every fact that it has', () => {
    const facts = fc.record({ papers: fc.array(fc.constantFrom('Thẻ', 'Giấy hẹn.', 'Điện thoại;'), { maxLength: 3 }), fee: fc.option(fc.constant('15.000 đồng')), place: fc.option(fc.constant('Công an cấp xã')), timeLimit: fc.option(fc.constant('7 ngày')) });
    fc.assert(fc.property(facts, (changes) => {
      const { text } = mouthsOf({ ...full, ...changes }, address).chat;
      expect([text.includes('Giấy tờ: '), text.includes('Phí: '), text.includes('Nơi làm: '), text.includes('Thời hạn: ')]).toEqual([changes.papers.length > 0, changes.fee !== null, changes.place !== null, changes.timeLimit !== null]);
      expect(text).not.toMatch(/[.;]{2}|\.;/);
      expect(text).toContain('Đúng tại ngày 30/09/2026');
    }));
  });

  it('by SMS without marks has only letters that cost one each', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('Đường', 'Thuỷ', 'ế', 'ợ', 'ẵ', 'Ỹ', 'mức 2'), { minLength: 1, maxLength: 30 }), (words) => {
      const { smsPlain, sms } = mouthsOf({ ...full, short: words.join(' ') }, address);
      expect(smsPlain.size.encoding).toBe('GSM7');
      expect(smsPlain.text.length).toBe(sms.text.normalize('NFC').length);
    }));
  });
});
