import { describe, expect, it } from 'vitest';
import { storedTexts } from './stored-texts.ts';

const words = { vi: { subject: 'Tiêu đề', body: 'Lời' } };
const medium = (name: string, content: unknown) => ({ medium: name, content: JSON.stringify(content) });
const message = medium('MESSAGE', words);

describe('the words of a message as they are stored', () => {
  it('are none without a message, whatever else is written', () => {
    expect(storedTexts({ media: [] })).toBeNull();
    expect(storedTexts({ media: [medium('LED', { pages: ['A'], seconds: 6 }), medium('SMS', { text: 'Tin' })] })).toBeNull();
  });

  it('have an empty SMS and no template while those channels are not chosen, or chosen without words of their own', () => {
    expect(storedTexts({ media: [message] })).toEqual({ content: words, channels: ['MESSAGE'], sms: '', zalo: null });
    expect(storedTexts({ media: [message, medium('SMS', {}), medium('ZALO', {})] })).toEqual({ content: words, channels: ['MESSAGE', 'SMS', 'ZALO'], sms: '', zalo: null });
  });

  it('have those of each channel, in whatever order the rows come', () => {
    const zalo = { templateId: 'T1', parameters: { ten: '"<b>' } };
    const media = [medium('ZALO', zalo), medium('SMS', { text: 'Tin ngắn' }), message];
    expect(storedTexts({ media })).toMatchObject({ content: words, sms: 'Tin ngắn', zalo });
    expect(storedTexts({ media: media.toReversed() })).toMatchObject({ content: words, sms: 'Tin ngắn', zalo });
  });
});
