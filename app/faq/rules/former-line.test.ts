import { expect, it } from 'vitest';
import { formerLine } from './former-line.ts';

const text = '{name} nay thuộc {now}, từ ngày {day}.';

it('says of each commune of old what it belongs to today, and nothing of none', () => {
  expect(formerLine([], text)).toBe('');
  expect(formerLine([{ name: 'xã Ninh Vân', now: ['phường Nam Hoa Lư'], since: '2025-07-01' }, { name: 'đông Sơn', now: ['xã A', 'xã B'], since: '2025-01-01' }], text))
    .toBe('Xã Ninh Vân nay thuộc phường Nam Hoa Lư, từ ngày 01/07/2025. Đông Sơn nay thuộc xã A, xã B, từ ngày 01/01/2025.');
});

it('takes names as they are, also those with signs of a replacement', () => {
  expect(formerLine([{ name: 'xã $& {now}', now: ['$1'], since: '2025-07-01' }], text)).toBe('Xã $& {now} nay thuộc $1, từ ngày 01/07/2025.');
});
