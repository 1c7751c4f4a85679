import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { dayIn, defineFormats } from './formats.ts';
import { defineMessages } from './messages.ts';
import { ReaderProvider, useFormats, useLocale, useText } from './react.tsx';

const zone = 'Asia/Ho_Chi_Minh';
const vi = defineFormats('vi', zone);
const en = defineFormats('en', zone);
const late = '2026-11-22T18:05:00.000Z';

describe('formats', () => {
  it('write days and times in the reader’s zone, not in UTC', () => {
    expect(vi.day(late)).toBe('23/11/2026');
    expect(vi.moment(late)).toBe('23/11/2026 01:05');
    expect(vi.time('2026-11-22T17:00:00.000Z')).toBe('00:00');
    expect(vi.day('2026-02-01')).toBe('01/02/2026');
    expect(en.day(late)).toBe('23/11/2026');
  });

  it('name the day of the week', () => {
    expect(vi.weekday(late)).toBe('Thứ\u00a0Hai, 23/11/2026');
    expect(vi.weekday('2026-11-22T01:00:00.000Z')).toBe('Chủ\u00a0nhật, 22/11/2026');
    expect(en.weekday(late)).toBe('Monday, 23/11/2026');
  });

  it('give a time its date where it is read on another day, of the reader’s zone', () => {
    const [evening, afterMidnight] = ['2026-11-22T16:59:00.000Z', '2026-11-22T17:01:00.000Z'];
    expect([vi.timeSeen(evening, '2026-11-22T01:00:00.000Z'), vi.timeSeen(afterMidnight, evening), en.timeSeen(afterMidnight, afterMidnight)]).toEqual(['23:59', '23/11/2026 00:01', '00:01']);
    expect(defineFormats('vi', 'UTC').timeSeen(afterMidnight, evening)).toBe('17:01');
  });

  it('name the second day of what goes on over midnight', () => {
    expect(vi.span('2026-11-30T01:00:00.000Z', '2026-11-30T04:30:00.000Z')).toBe('Thứ\u00a0Hai, 30/11/2026, 08:00–11:30');
    expect(vi.span('2026-11-30T12:27:00.000Z', '2026-12-01T00:57:00.000Z')).toBe('Thứ\u00a0Hai, 30/11/2026, 19:27 – Thứ\u00a0Ba, 01/12/2026, 07:57');
  });

  it('tell a length of time in the unit that people think in', () => {
    expect([0, 0.4, 1, 90, 120, 121, 180, 1440, 2879, 2880, 4440].map((minutes) => vi.duration(minutes))).toEqual(['0 phút', '0 phút', '1 phút', '90 phút', '120 phút', '2 giờ 1 phút', '3 giờ', '24 giờ', '47 giờ 59 phút', '2 ngày', '3 ngày 2 giờ']);
    expect([1, 181, 2940].map((minutes) => en.duration(minutes))).toEqual(['1 minute', '3 hours 1 minute', '2 days 1 hour']);
  });

  it('write numbers as the language does', () => {
    expect([vi.number(1234.5), en.number(1234.5)]).toEqual(['1.234,5', '1,234.5']);
    expect([vi.score(8), vi.score(8.46), en.score(8)]).toEqual(['8,0', '8,5', '8.0']);
    expect([vi.hundredths(80), vi.hundredths(88.335), vi.hundredths(-0.001), vi.hundredths(1234.5), en.hundredths(7.5)]).toEqual(['80,00', '88,34', '0,00', '1.234,50', '7.50']);
    expect([vi.percent(0.794), en.percent(1), vi.percent(0)]).toEqual(['79%', '100%', '0%']);
    expect([vi.list(['7', '1']), en.list(['3', '10', '17']), vi.list(['5']), vi.list([])]).toEqual(['7 và 1', '3, 10 and 17', '5', '']);
  });

  it('are made once per language and zone', () => {
    expect(defineFormats('vi', zone)).toBe(vi);
    expect(defineFormats('vi', 'UTC')).not.toBe(vi);
  });

  it('know the calendar day of an instant', () => {
    expect(dayIn(zone, new Date(late))).toBe('2026-11-23');
    expect(dayIn('UTC', new Date(late))).toBe('2026-11-22');
    expect(dayIn(zone, new Date('2026-11-22T16:59:59.999Z'))).toBe('2026-11-22');
  });
});

describe('messages', () => {
  const messages = defineMessages({ left: ['Còn {n} bài của {name}', '{n} lessons of {name} left'], plain: ['Lưu', 'Save'] });

  it('fill placeholders in both languages, and leave unknown ones and the values alone', () => {
    expect(messages.in('vi')('left', { n: 3, name: 'An' })).toBe('Còn 3 bài của An');
    expect(messages.both('left', { n: 3, name: '$& {n}' })).toEqual({ vi: 'Còn 3 bài của $& {n}', en: '3 lessons of $& {n} left' });
    expect(messages.in('en')('plain')).toBe('Save');
    expect((messages.in('vi') as (key: string) => string)('gone')).toBe('gone');
    expect((messages.in('vi') as (key: string, params: object) => string)('left', { n: 1 })).toBe('Còn 1 bài của {name}');
  });

  it('reach components in the reader’s language', () => {
    function Line() {
      const [t, formats, locale] = [useText(messages), useFormats(), useLocale()];
      return <p lang={locale}>{t('plain')} {formats.number(0.5)} {formats.time(late)}</p>;
    }
    expect(renderToStaticMarkup(<ReaderProvider locale="en" timeZone="UTC"><Line /></ReaderProvider>)).toBe('<p lang="en">Save 0.5 18:05</p>');
    expect(renderToStaticMarkup(<Line />)).toBe('<p lang="vi">Lưu 0,5 01:05</p>');
  });
});
