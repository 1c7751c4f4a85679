import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../tests/support/page.tsx';
import { silentLog } from '../../tests/support/log.ts';
import { fakeProvider } from '../../tests/support/fake-provider.ts';
import { campaignWorld, refusals, someWords } from '../../tests/world/campaigns.ts';
import { createChannels, createDispatcher, fanOut } from '../messaging/index.server.ts';
import { readEnv } from '../platform/env.ts';
import { editMessage } from './commands/write-campaign.server.ts';
import { campaignFunnels } from './queries/funnel.server.ts';
import * as approval from './routes/campaign-approval.tsx';
import * as check from './routes/campaign-check.tsx';
import * as content from './routes/campaign-content.tsx';
import * as schedule from './routes/campaign-schedule.tsx';
import * as page from './routes/campaign.tsx';

const secret = 'a-secret-of-twenty-four-chars';
const envWith = (url?: string) => ({ env: readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', BASE_URL: 'https://hoc06.vi-du.vn', ...(url ? { WEBHOOK_URL: url, WEBHOOK_SECRET: secret } : {}) }) });
const typed = (revision: number, channels: string[]): [string, string][] => [['revision', String(revision)], ['subject', someWords.vi.subject], ['body', someWords.vi.body], ...channels.map((channel): [string, string] => ['channels[]', channel])];

describe('a campaign to another system', () => {
  it('is offered, chosen, shown and sent: one signed call for each of the audience, and the funnel adds up', async () => {
    await using provider = await fakeProvider(() => ({ status: 204 }));
    await using w = await campaignWorld();
    const here = envWith(provider.url);
    const ask = (route: unknown, as = w.maker, form?: [string, string][]) => w.ask(route, as, {}, form, undefined, here);
    const drawn = async (route: { loader: unknown; default: unknown }, as = w.maker) => drawPage(route.default as never, { data: (await ask(route.loader, as)).body });
    await w.write();
    expect(await drawn(content)).toMatch(/type="checkbox"[^>]*value="WEBHOOK"/);
    expect((await ask(content.action, w.maker, typed((await w.row()).revision, ['WEBHOOK']))).status).toBe(303);
    expect(wordsOf(await drawn(content))).toMatch(/Webhook \(hệ thống khác của tỉnh\).*Gửi tới http:\/\/127\.0\.0\.1:\d+.*webhook-signature: v1,.*"type":"message\.sent"/);
    expect(await drawn(schedule)).toContain('name="closed_WEBHOOK"');
    expect(wordsOf(await drawn(check))).toContain('Đã đủ để trình duyệt');
    await w.submit();
    expect(wordsOf(await drawn(approval, w.approver)), 'the approver sees the same call').toContain('webhook-signature');
    expect((await ask(approval.action, w.approver, [['hash', (await w.row()).submitted_hash ?? ''], ['note', '']])).status).toBe(303);

    w.clock.set('2026-11-23T02:00:00.000Z');
    const { id: messageId } = await w.db.selectFrom('message').select('id').executeTakeFirstOrThrow();
    await fanOut(w.db, w.clock, messageId);
    const senders = createChannels({ env: here.env, secret: 'x'.repeat(32), clock: w.clock, db: w.db }).filter(({ channel }) => channel === 'WEBHOOK');
    expect(await createDispatcher({ db: w.db, clock: w.clock, log: silentLog, timeZone: 'Asia/Ho_Chi_Minh', senders }).runDue()).toBe(4);
    expect(new Set(provider.asked.map(({ headers }) => headers['webhook-id'])).size).toBe(4);
    const [funnel] = await campaignFunnels(w.db, w.id);
    expect(funnel?.rows.find(({ channel }) => channel === 'WEBHOOK')).toMatchObject({ delivered: 4, waiting: 0, failed: 0 });
    expect(wordsOf(await drawn(page, w.operator))).toContain('Webhook (hệ thống khác của tỉnh)');
  });

  it('is part of what is approved: taking it in or out takes the approval back', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.submit();
    const hash = (await w.row()).submitted_hash;
    await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: someWords, channels: ['EMAIL', 'WEBHOOK'], sms: '' });
    expect((await w.row()).submitted_hash).toBeNull();
    await w.submit();
    expect((await w.row()).submitted_hash).not.toBe(hash);
  });

  it('says plainly that there is no address, where there is none: in the composer, in the preview and before it is handed in', async () => {
    await using w = await campaignWorld();
    await w.write();
    const drawn = async (route: { loader: unknown; default: unknown }) => drawPage(route.default as never, { data: (await w.ask(route.loader, w.maker, {}, undefined, undefined, envWith())).body });
    expect(await drawn(content)).not.toContain('value="WEBHOOK"');
    expect(wordsOf(await drawn(content))).toMatch(/Hệ thống chưa gửi được qua .*Webhook/);
    // Chosen while there was one, or sent by hand.
    expect(refusals(await w.ask(content.action, w.maker, {}, typed((await w.row()).revision, ['WEBHOOK']), undefined, envWith()))).toBe('');
    expect(wordsOf(await drawn(content))).toContain('chưa khai báo hệ thống nhận (WEBHOOK_URL, WEBHOOK_SECRET)');
    expect(wordsOf(await drawn(check))).toContain('Có kênh máy chủ chưa khai báo');
  });
});
