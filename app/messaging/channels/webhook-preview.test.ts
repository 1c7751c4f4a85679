import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { fakeProvider } from '../../../tests/support/fake-provider.ts';
import { letterOf } from '../../../tests/world/letters.ts';
import { readEnv } from '../../platform/env.ts';
import type { Draft } from './message-preview.ts';
import { previewWebhook, trialKey } from './webhook-preview.server.ts';
import { createWebhookSender } from './webhook-sender.server.ts';

const baseUrl = 'https://hoc06.vi-du.vn';
const at = '2025-11-23T01:00:00.000Z';
const draft: Draft = {
  content: { vi: { subject: 'Cảnh báo ứng dụng giả', body: 'Gửi {{ten}}: chỉ cài từ kho ứng dụng **chính thức**.' } },
  reader: { id: '0193f0a0-0000-7000-8000-000000000003', fullName: 'Nguyễn Thị Thuỳ Dương', unitName: 'UBND phường Hoa Lư' },
  topic: 'SECURITY', isDuty: false, isDrill: true, reason: { vi: '', en: '' },
};
const shown = (changes: Partial<Draft> = {}, webhookUrl: string | undefined = 'https://nhan.vi-du.vn/duong-dan-bi-mat') => previewWebhook({ ...draft, ...changes }, 'vi', { baseUrl, webhookUrl, at });
/** As a receiver computes it who knows nothing of our code. */
const signed = (headers: Record<string, string>, body: string) => `v1,${createHmac('sha256', Buffer.from(trialKey.slice('whsec_'.length), 'base64')).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`;

describe('the call to another system, before it is made', () => {
  it('is the call that is made, but for its ids, its time and its key', async () => {
    await using provider = await fakeProvider(() => ({ status: 204 }));
    const letter = letterOf({ channel: 'WEBHOOK', topic: draft.topic, isDrill: true, content: draft.content, recipient: { ...draft.reader, locale: 'vi' } });
    await createWebhookSender(readEnv({ BASE_URL: baseUrl, WEBHOOK_URL: provider.url, WEBHOOK_SECRET: 'a-secret-of-twenty-four-chars' }), testClock()).send(letter);
    const call = provider.asked[0];
    const { headers, body } = shown();
    const noIds = (text = '') => text.replaceAll(letter.deliveryId, '#').replaceAll(letter.messageId, '#').replaceAll('00000000-0000-7000-8000-000000000000', '#');
    expect(noIds(body)).toBe(noIds(call?.body));
    expect(headers.map(([name]) => name)).toEqual(Object.keys(call?.headers ?? {}).filter((name) => name.startsWith('webhook-')));
  });

  it('is signed with the key that everybody knows: nobody can send a message by what a preview shows', () => {
    const { headers, body } = shown();
    expect(Object.fromEntries(headers)['webhook-signature']).toBe(signed(Object.fromEntries(headers), body));
  });

  it('tells where it goes without the path, and says nothing when there is no address', () => {
    expect([shown().origin, previewWebhook(draft, 'vi', { baseUrl, webhookUrl: undefined, at }).origin]).toEqual(['https://nhan.vi-du.vn', null]);
  });

  it('names nobody, and says in its subject that it is a drill', () => {
    const { body } = shown();
    expect(body).not.toMatch(/Thuỳ|Hoa Lư/);
    expect(JSON.parse(body)).toMatchObject({ is_drill: true, subject: '[DIỄN TẬP] Cảnh báo ứng dụng giả' });
    expect(JSON.parse(shown({ isDrill: false }).body)).toMatchObject({ is_drill: false, subject: 'Cảnh báo ứng dụng giả' });
  });

  it('is what the page for receivers shows as its example, letter by letter', () => {
    const page = readFileSync(new URL('../../../docs/webhook-receiver.md', import.meta.url), 'utf8');
    const { headers, body } = shown();
    expect(page).toContain(`${headers.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${body}\n`);
    expect(page).toContain(trialKey);
    for (const field of Object.keys(JSON.parse(body) as object)) expect(page, field).toContain(`\`${field}\``);
  });
});
