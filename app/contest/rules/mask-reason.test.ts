import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskReason, type PairLabels } from './mask-reason.ts';

const words = { own: '[bài này]', other: '[bài kia]', another: '[bài khác]', hidden: '[đã ẩn]' };
const labels: PairLabels = { own: 'C', other: 'F', rest: ['A', 'B', 'D', 'E', 'G', 'H'] };
const identities = { names: ['Quàng Thị Hoẵng', 'CK06-004', 'Bản đồ ngập úng của xã'], organisations: ['Công ty cổ phần Nuôi Ong Kẽ Trọ'] };
const mask = (text: string) => maskReason(text, labels, identities, words);

describe('why a judge of a final chose, as a team reads it', () => {
  it.each([
    ['letters after a word', 'Bài C rõ hơn bài F, còn bài A thì khác.', '[bài này] rõ hơn [bài kia], còn [bài khác] thì khác.'],
    ['letters written small', 'bài c có số liệu, Bài f chưa', '[bài này] có số liệu, [bài kia] chưa'],
    ['letters alone', 'C hơn F về hiệu quả', '[bài này] hơn [bài kia] về hiệu quả'],
    ['other words for an entry', 'Hồ sơ F và giải pháp C; entry F', '[bài kia] và [bài này]; [bài kia]'],
    ['letters at the ends and in signs', '(C) > (F)', '([bài này]) > ([bài kia])'],
    ['text in pieces', 'Bài C rõ hơn bài F'.normalize('NFD'), '[bài này] rõ hơn [bài kia]'],
    ['people and firms', 'Tôi biết QUANG THI HOANG của Cty Nuôi Ong Kẽ Trọ', 'Tôi biết [đã ẩn] của [đã ẩn]'],
    ['numbers and titles of the others', 'Kém “bản đồ ngập úng của xã” (ck06 004)', 'Kém “[đã ẩn]” ([đã ẩn])'],
    ['addresses and numbers of telephones', 'Hỏi tôi: giam.khao@vien.example, 0912 345 678', 'Hỏi tôi: [đã ẩn], [đã ẩn]'],
  ])('hides %s', (_what, text, shown) => expect(mask(text)).toBe(shown));

  it.each([
    'Có số liệu thật, chi phí thấp, làm được ngay ở cấp xã.',
    'Cách làm cũ nhưng chắc; bài viết dễ hiểu.',
    'Fax và Cổng dịch vụ công đều dùng được; vitamin c không liên quan',
    'Bài Hát, bài cũ, bài Ca dao',
    '',
  ])('leaves the rest as it stands: %s', (text) => expect(mask(text)).toBe(text));

  it('leaves neither letter of the pair standing alone, whatever stands around it', () => {
    const around = fc.constantFrom(' ', ', ', '. ', '(', ') ', '“', '” ', '-', '/', '\n', ' bài ', ' Bài  ', ' hơn ', 'ạ ', ' số ');
    fc.assert(fc.property(fc.array(fc.tuple(around, fc.constantFrom('C', 'F', 'rõ', 'C', 'F')), { maxLength: 12 }), (pieces) => {
      const shown = mask(pieces.map(([before, word]) => before + word).join(''));
      expect(/(?<![\p{L}\p{N}\p{M}])[CF](?![\p{L}\p{N}\p{M}])/u.test(shown)).toBe(false);
    }));
  });

  it('takes any text without breaking', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => typeof mask(text) === 'string'));
  });
});
