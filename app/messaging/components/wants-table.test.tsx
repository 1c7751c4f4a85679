import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ReaderProvider } from '../../platform/i18n/react.tsx';
import { topics } from '../rules/channels.ts';
import { WantsTable } from './wants-table.tsx';

const draw = (unwanted: string[], locale: 'vi' | 'en' = 'vi') => renderToStaticMarkup(<ReaderProvider locale={locale} timeZone="Asia/Ho_Chi_Minh"><WantsTable channels={['EMAIL', 'PUSH']} unwanted={unwanted} /></ReaderProvider>);
const boxes = (html: string) => [...html.matchAll(/<input type="checkbox"[^>]*>/g)].map(([tag]) => tag);

describe('what somebody wants to be told, and how', () => {
  it('has a box for each kind of news by each channel', () => {
    const values = boxes(draw([])).map((tag) => /value="([^"]+)"/.exec(tag)?.[1]);
    expect(values).toEqual(topics.flatMap((topic) => [`${topic}.EMAIL`, `${topic}.PUSH`]));
  });

  it('ticks everything but what is not wanted', () => {
    const open = boxes(draw(['CONTEST.EMAIL', 'SYSTEM.PUSH'])).filter((tag) => !tag.includes('checked=""'));
    expect(open.map((tag) => /value="([^"]+)"/.exec(tag)?.[1])).toEqual(['CONTEST.EMAIL', 'SYSTEM.PUSH']);
  });

  it('names both the news and the channel at every box', () => {
    const labels = boxes(draw([])).map((tag) => /aria-label="([^"]+)"/.exec(tag)?.[1]);
    expect(labels[0]).toBe('Tin về đào tạo, Thư điện tử');
    expect(new Set(labels).size).toBe(labels.length);
    expect(boxes(draw([], 'en'))[1]).toMatch(/aria-label="News about [^"]+, Push"/);
  });
});
