import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../tests/support/page.tsx';
import { ReaderProvider } from '../../platform/i18n/react.tsx';
import type { GroupRetention } from '../rules/retention.ts';
import { RetentionCard } from './retention-card.tsx';

const none = (mark: 30 | 90 | 180, people = 0): GroupRetention => ({ mark, people, percent: null, edge: null });
const draw = (retention: GroupRetention[], locale: 'vi' | 'en' = 'vi') => wordsOf(renderToStaticMarkup(<ReaderProvider locale={locale} timeZone="Asia/Ho_Chi_Minh"><RetentionCard retention={retention} /></ReaderProvider>));

describe('RetentionCard', () => {
  it('says in its title what is known at the latest mark with enough people', () => {
    const words = draw([{ mark: 30, people: 24, percent: 85, edge: null }, { mark: 90, people: 12, percent: 75, edge: null }, none(180, 4)]);
    expect(words).toContain('Sau khoảng 90 ngày, đơn vị còn nhớ 75%');
    expect(words).toContain('24 người đã trả lời');
  });

  it('says that there are too few, and not how many', () => {
    const words = draw([none(30, 9), none(90, 3), none(180)]);
    expect(words).toContain('Mức ghi nhớ sau khi học');
    expect(words.match(/Chưa đủ 10 người/g)).toHaveLength(3);
    expect(words).not.toMatch(/\b[39] người/);
  });

  it('does not say that all or nobody knew it', () => {
    expect(draw([{ mark: 30, people: 10, percent: 95, edge: 'most' }])).toContain('từ 95% trở lên');
    expect(draw([{ mark: 30, people: 10, percent: 5, edge: 'least' }])).toContain('không quá 5%');
    expect(draw([{ mark: 30, people: 10, percent: 95, edge: 'most' }], 'en')).toContain('95% or more');
  });
});
