import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { wordsOf } from '../../../tests/support/page.tsx';
import { ReaderProvider } from '../../platform/i18n/react.tsx';
import type { RenewalFigures } from '../rules/renewal-figures.ts';
import { RenewalFiguresCard } from './renewal-figures.tsx';

const draw = (figures: RenewalFigures, locale: 'vi' | 'en' = 'vi') => wordsOf(renderToStaticMarkup(<ReaderProvider locale={locale} timeZone="Asia/Ho_Chi_Minh"><RenewalFiguresCard figures={figures} /></ReaderProvider>));

it('shows how many renew, how many sat the pre-test, and what it gave back', () => {
  expect(draw({ open: 1_204, sat: 812, minutes: { unread: 104_700, sat: 24_360 } })).toMatch(/Đang trong kỳ học lại 1\.204 Đã làm kiểm tra đầu vào 812 Số phút tiết kiệm được 80\.340 104\.700 phút bài học không phải đọc lại, trừ 24\.360 phút làm bài/);
  expect(draw({ open: 1_204, sat: 812, minutes: { unread: 104_700, sat: 24_360 } }, 'en')).toContain('Minutes saved 80,340');
});

it('does not show minutes from which one person’s result could be read, and says why', () => {
  const words = draw({ open: 3, sat: 2, minutes: null });
  expect(words).toMatch(/Số phút tiết kiệm được Chưa hiện Số phút chỉ hiện khi có từ 10 người làm bài/);
  expect(words).not.toContain('qua mọi kỳ');
});
