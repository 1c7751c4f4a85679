import { describe, expect, it } from 'vitest';
import { publicForms } from '../forms/campaign.ts';
import { mediumWith, messageWith, type AnswerWords } from './answer-words.ts';

const words: AnswerWords = { question: 'Đăng ký mức 2 ở đâu?', short: 'Tại Công an xã.', path: '/help/muc-2', script: 'Hỏi: ở đâu? Trả lời: tại Công an xã.', board: ['MỨC 2', 'TẠI CÔNG AN XÃ'] };
const read = (medium: keyof typeof publicForms, fields: Record<string, unknown>) => publicForms[medium].parse({ revision: 0, ...fields });

describe('an answer in a message', () => {
  it('is the message when there is none, with its question as the subject', () => {
    expect(messageWith(null, words)).toEqual({ vi: { subject: words.question, body: 'Tại Công an xã.\n\n[Xem câu trả lời đầy đủ](/help/muc-2)' }, link: '/help/muc-2' });
    expect(messageWith(null, { ...words, question: 'ế'.repeat(400) }).vi.subject).toHaveLength(150);
  });

  it('goes below what is there and takes nothing of it away', () => {
    const stored = { vi: { subject: 'Của tôi', body: '  Lời của tôi.\n' }, en: { subject: 'Mine', body: 'My words.' }, link: '/verify', question: { text: 'Q?', options: ['a', 'b'], right: 0 } };
    const found = messageWith(stored, words);
    expect(found).toEqual({ ...stored, vi: { subject: 'Của tôi', body: `Lời của tôi.\n\n**${words.question}**\n\n${words.short}\n\n[Xem câu trả lời đầy đủ](/help/muc-2)` } });
  });

  it('does not leave an empty line above itself', () => {
    expect(messageWith({ vi: { subject: 'S', body: '  \n ' } }, words).vi.body).toMatch(/^\*\*Đăng ký/);
  });
});

describe('an answer on a public medium', () => {
  it('fits the form of the medium when nothing was there', () => {
    expect(read('LED', mediumWith('LED', null, words))).toMatchObject({ seconds: 6, pages: words.board });
    expect(read('LOUDSPEAKER', mediumWith('LOUDSPEAKER', null, words))).toMatchObject({ infoType: 'POLICY', script: words.script, variants: [] });
    expect(read('POSTER', mediumWith('POSTER', null, words))).toMatchObject({ headline: words.question, text: words.short, link: words.path });
    expect(read('CRAWL', mediumWith('CRAWL', null, words))).toMatchObject({ text: words.short });
  });

  it('comes after the pages and words that are there', () => {
    expect(read('LED', mediumWith('LED', { seconds: 9, pages: ['CHÀO'] }, words))).toMatchObject({ seconds: 9, pages: ['CHÀO', ...words.board] });
    expect(read('CRAWL', mediumWith('CRAWL', { text: 'Chào' }, words))).toMatchObject({ text: 'Chào • Tại Công an xã.' });
    expect(read('POSTER', mediumWith('POSTER', { headline: 'H', text: 'T', link: '/verify' }, words))).toMatchObject({ headline: 'H', text: 'T\n\nTại Công an xã.', link: '/verify' });
  });

  it('leaves the versions of a bulletin in other languages, all four of them', () => {
    const variants = ['Mường', 'Thái', 'Tày', 'Mông'].map((language) => ({ language, text: `Lời ${language}` }));
    expect(read('LOUDSPEAKER', mediumWith('LOUDSPEAKER', { script: 'Thưa bà con.', infoType: 'SECURITY', variants }, words))).toMatchObject({ infoType: 'SECURITY', script: `Thưa bà con.\n\n${words.script}`, variants });
  });

  it('is refused by the form when it no longer fits', () => {
    expect(publicForms.CRAWL.safeParse({ revision: 0, ...mediumWith('CRAWL', { text: 'x'.repeat(290) }, words) }).success).toBe(false);
    expect(publicForms.LED.safeParse({ revision: 0, ...mediumWith('LED', { seconds: 6, pages: Array.from({ length: 11 }, () => 'A') }, words) }).success).toBe(false);
    expect(publicForms.POSTER.safeParse({ revision: 0, ...mediumWith('POSTER', null, { ...words, question: 'ế'.repeat(200) }) }).success).toBe(true);
  });
});
