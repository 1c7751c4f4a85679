import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { newId } from '../../platform/ids.ts';
import type { DeviceCard as Card } from '../push-door.server.ts';
import type { ChannelRow } from '../queries/channel-desk.server.ts';
import type { MailReport } from '../queries/mail-reports.server.ts';
import type { PackagePage, WaitingMessage } from '../queries/vneid.server.ts';
import { channels } from '../rules/channels.ts';
import { packageStates } from '../rules/vneid-state.ts';
import { ChannelTable, FailureTable } from './channel-desk.tsx';
import { DevicePanel } from './device-card.tsx';
import { MailReports } from './mail-reports.tsx';
import { NoticeQuestion } from './notice-question.tsx';
import { NoticeTags } from './notice-tags.tsx';
import { PackageTable, PackageTag, WaitingTable } from './vneid-lists.tsx';
import { NextStep, PackageFacts, PackageWords } from './vneid-package.tsx';

const draw = (node: React.ReactNode, locale: 'vi' | 'en' = 'vi') => drawPage(() => <>{node}</>, { locale });
const said = (node: React.ReactNode, locale: 'vi' | 'en' = 'vi') => wordsOf(draw(node, locale));
const at = '2026-11-23T01:00:00.000Z';
const hostile = '<img src=x onerror=alert(1)>';

describe('the desk of channels', () => {
  const setUp = { offered: channels, limits: { SMS: 10 } };
  const row = (changes: Partial<ChannelRow> = {}): ChannelRow => ({ channel: 'EMAIL', pause: null, waiting: 0, oldest: null, sentInHour: 0, sent: 0, unsure: 0, failed: 0, ...changes });

  it('offers to resume what is held, and only that; a restored one says that somebody must look first', () => {
    const page = draw(<ChannelTable {...setUp} rows={[row(), row({ channel: 'SMS', pause: { reason: hostile, at, by: 'Đinh An' } }), row({ channel: 'PUSH', pause: { reason: 'RESTORED', at, by: null } })]} />);
    expect([...page.matchAll(/name="channel" value="([A-Z]+)"/g)].map(([, channel]) => channel)).toEqual(['SMS', 'PUSH']);
    expect(page).not.toContain('<img');
    expect(wordsOf(page)).toMatch(/Tạm dừng: &lt;img.* Đinh An, 23\/11\/2026 08:00 .*Khôi phục từ bản sao lưu.* Hệ thống, 23\/11\/2026 08:00/);
  });

  it('shows every channel in words, with numbers and how long the oldest has waited', () => {
    const words = said(<ChannelTable {...setUp} rows={channels.map((channel) => row({ channel, waiting: 1_234, sentInHour: 321, sent: 5_678, unsure: 9, failed: 10, oldest: at }))} />);
    expect(words.match(/1\.234 23\/11\/2026 08:00 (–|10) 321 5\.678 9 10/g)).toHaveLength(channels.length);
    expect(words).toContain('SMS Đang gửi 1.234 23/11/2026 08:00 10 321');
    expect(draw(<ChannelTable {...setUp} rows={[row({ channel: 'VNEID' })]} />)).toContain('href="/campaigns/vneid"');
    expect(draw(<ChannelTable offered={[]} limits={{}} rows={[row({ channel: 'ZALO', waiting: 3 })]} />)).toMatch(/tag-warn[^>]*>.*Chưa cài đặt: tin đang chờ sẽ hết hạn/);
    expect(said(<ChannelTable offered={[]} limits={{ ZALO: 5 }} rows={[row({ channel: 'ZALO' })]} />)).toMatch(/Zalo Chưa cài đặt 0 – – 0/);
    expect(said(<ChannelTable {...setUp} rows={[row()]} />)).toMatch(/0 – – 0 0 0 0/);
  });

  it('sends failures again by channel and reason, as the server wrote it', () => {
    const page = draw(<FailureTable mayRetry failures={[{ channel: 'EMAIL', reason: '550 "no <such> user"', count: 1_000 }, { channel: 'SMS', reason: '', count: 1 }]} />);
    expect([...page.matchAll(/name="reason" value="([^"]*)"/g)].map(([, reason]) => reason)).toEqual(['550 &quot;no &lt;such&gt; user&quot;', '']);
    expect(wordsOf(page)).toContain('1.000');
    const looking = draw(<FailureTable mayRetry={false} failures={[{ channel: 'EMAIL', reason: 'x', count: 7 }]} />);
    expect([looking.includes('<form'), wordsOf(looking).includes('x 7')]).toEqual([false, true]);
    expect(draw(<FailureTable mayRetry failures={[]} />)).not.toMatch(/<form|<table/);
  });
});

describe('reports that nothing proves', () => {
  const report: MailReport = { userId: 'u1', kind: 'BOUNCE', fullName: hostile, address: 'an@vi-du.vn', detail: hostile, reports: 12, lastAt: at };

  it('are decided one by one, each deed naming whom it is about, and nothing of a forged report runs', () => {
    const page = draw(<MailReports reports={[report, { ...report, userId: 'u2', kind: 'COMPLAINT', fullName: 'Bình' }]} count={1_200} />);
    expect(page).not.toContain('<img');
    expect([...page.matchAll(/name="(userId|kind)" value="([^"]+)"/g)].map(([, name, value]) => `${name} ${value}`)).toEqual(['userId u1', 'kind BOUNCE', 'userId u2', 'kind COMPLAINT']);
    expect([...page.matchAll(/name="decision" value="(\w+)"/g)].map(([, decision]) => decision)).toEqual(['dismiss', 'believe', 'dismiss', 'believe']);
    expect(wordsOf(page)).toMatch(/\(1\.200\) .*Ngừng gửi tới địa chỉ này\s*: Bình/);
    expect(draw(<MailReports reports={[]} count={0} />)).toBe('');
  });
});

describe('the question of a notice', () => {
  const question = { text: 'Cài từ đâu <b>?', options: ['Tin nhắn', 'Kho chính thức', 'Người lạ'], right: 1 };
  const order = (seed: string) => [...draw(<NoticeQuestion question={question} answer={null} seed={seed} />).matchAll(/<input [^>]*name="answer"[^>]*>/g)].map(([tag]) => /value="(\d)"/.exec(tag)?.[1]);

  it('does not give its answer away by the order: the same for one reader, not the same for all, each option once', () => {
    expect(order('a')).toEqual(order('a'));
    const orders = Array.from({ length: 60 }, () => order(newId() + newId()));
    for (const one of orders) expect(one.toSorted()).toEqual(['0', '1', '2']);
    expect(new Set(orders.map((one) => one.indexOf('1'))).size).toBe(3);
    expect(draw(<NoticeQuestion question={question} answer={null} seed="a" />)).not.toMatch(/checked|<b>/);
  });

  it('says afterwards what is right, and asks no more', () => {
    const answered = (answer: string) => draw(<NoticeQuestion question={question} answer={answer} seed="a" />);
    expect(wordsOf(answered('1'))).toMatch(/Đúng rồi\. Kho chính thức$/);
    expect(wordsOf(answered('0'))).toMatch(/Chưa đúng\. Đáp án là: Kho chính thức$/);
    for (const answer of ['0', '1', '9']) expect(answered(answer)).not.toContain('<form');
  });

  it('of a notice that is special is said in words', () => {
    const tags = (changes: object) => said(<NoticeTags notice={{ urgency: 'NORMAL', isDrill: false, isCorrection: false, isCorrected: false, ...changes }} />);
    expect(tags({})).toBe('');
    expect(tags({ isDrill: true, urgency: 'URGENT', isCorrection: true, isCorrected: true })).toBe('DIỄN TẬP Khẩn cấp Đính chính Đã có bản đính chính');
    expect(tags({ urgency: 'PRIORITY' })).toBe('Ưu tiên');
  });
});

describe('notices on devices', () => {
  const card = (changes: Partial<Card> = {}): Card => ({ publicKey: 'k', here: null, others: [], ...changes });
  const shown = (page: string) => [...page.matchAll(/data-push="([\w-]+)"(?! hidden)/g)].map(([, state]) => state);

  it('show one state without a script, and all the others wait for one', () => {
    for (const here of [null, { id: 'd1', known: 'h' }]) expect(shown(draw(<DevicePanel card={card({ here })} />))).toEqual(['plain']);
    expect(draw(<DevicePanel card={card()} />)).not.toContain('action="/account/devices/');
    expect(draw(<DevicePanel card={card({ here: { id: 'd1', known: 'h' } })} />)).toContain('action="/account/devices/d1/removal"');
  });

  it('name other devices with whether they take any now, and each removal says which', () => {
    const other = (id: string, changes: object = {}) => ({ id, device: { vi: 'Chrome trên Windows', en: 'Chrome on Windows' }, since: at, usedAt: null, isLive: true, ...changes });
    const page = draw(<DevicePanel card={card({ others: [other('d2'), other('d3', { isLive: false, usedAt: '2026-11-24T01:00:00.000Z' })] })} />);
    expect([...page.matchAll(/action="\/account\/devices\/(\w+)\/removal"/g)].map(([, id]) => id)).toEqual(['d2', 'd3']);
    expect(page).toContain('aria-label="Gỡ thiết bị Chrome trên Windows, bật từ 23/11/2026"');
    expect(wordsOf(page)).toMatch(/Đang nhận Bật từ 23\/11\/2026 · chưa gửi lần nào .*Tạm dừng: chưa đăng nhập lại Bật từ 23\/11\/2026 · gửi gần nhất 24\/11\/2026 08:00/);
  });
});

describe('packages for VNeID', () => {
  const waiting = (changes: Partial<WaitingMessage> = {}): WaitingMessage => ({ id: 'm', subject: `Cảnh báo ${hostile}`, urgency: 'NORMAL', isDrill: false, isCorrection: false, isPaused: false, notAfter: at, count: 1_000, number: 2, ...changes });

  it('are made of what waits, with the number that the page saw, and not of what is held', () => {
    const page = draw(<WaitingTable rows={[waiting(), waiting({ id: 'n', isPaused: true })]} />);
    expect([...page.matchAll(/name="(messageId|number)" value="([^"]+)"/g)].map(([, name, value]) => `${name} ${value}`)).toEqual(['messageId m', 'number 2']);
    expect(page).not.toContain('<img');
    expect(wordsOf(page)).toMatch(/1\.000 23\/11\/2026 08:00 Lập gói .*Đang tạm dừng/);
    expect(said(<WaitingTable rows={[waiting({ isDrill: true, urgency: 'URGENT', isCorrection: true })]} />)).toMatch(/DIỄN TẬP Khẩn cấp Đính chính/);
    expect(said(<WaitingTable rows={[]} />)).toContain('Không có tin nào chờ lập gói');
  });

  it('are listed with who made them and where they stand', () => {
    const rows = packageStates.map((state, number) => ({ id: state, number, subject: hostile, count: 5, madeAt: at, madeBy: 'Đinh An', state }));
    const page = draw(<PackageTable rows={rows} isFull />);
    expect([...page.matchAll(/href="\/campaigns\/vneid\/(\w+)"/g)].map(([, id]) => id)).toEqual([...packageStates]);
    expect(page).not.toContain('<img');
    expect(wordsOf(page)).toMatch(/Hiển thị 4 gói mới nhất\..*Đinh An, 23\/11\/2026 08:00/);
    expect(new Set(packageStates.map((state) => said(<PackageTag state={state} />))).size).toBe(packageStates.length);
  });

  const one = (changes: Partial<PackagePage> = {}): PackagePage =>
    ({ id: 'p', number: 2, sha256: 'f'.repeat(64), count: 1_000, madeAt: at, madeBy: 'Đinh An', notAfter: at, cancelledAt: null, pausedAt: null, handedAt: null, handedBy: null, receivedAt: null, receivedBy: null, accepted: null, refused: null, note: null, recordedAt: null, recordedBy: null, subject: 'Cảnh báo', text: { title: hostile, body: 'Một\n\nHai' }, reasons: [], hasGaps: false, state: 'MADE', ...changes }) as PackagePage;
  const step = (changes: Partial<PackagePage>) => draw(<NextStep one={one(changes)} />);

  it('show their files only once they were handed over, and take a receipt only until there is one', () => {
    const links = (changes: Partial<PackagePage>) => [...step(changes).matchAll(/href="\/campaigns\/vneid\/p\/([^"]+)"/g)].map(([, path]) => path);
    expect(packageStates.map((state) => [state, links({ state }), step({ state }).includes('<form')])).toEqual([
      ['MADE', [], true],
      ['VOID', [], false],
      ['HANDED_OVER', ['files/manifest', 'files/recipients', 'receipt'], false],
      ['RECEIVED', ['files/manifest', 'files/recipients'], false],
    ]);
    expect(step({ pausedAt: at })).not.toContain('<form');
  });

  it('say what is frozen and what happened, without a line for what has not', () => {
    const bare = said(<PackageFacts one={one()} />);
    expect(bare).toContain('f'.repeat(64));
    expect(bare).not.toMatch(/null|undefined|Biên nhận|Số lượt/);
    const whole = said(<PackageFacts one={one({ handedAt: at, handedBy: 'Bình', receivedAt: at, receivedBy: 'Tổ VNeID', accepted: 990, refused: 10, note: hostile, recordedAt: at, recordedBy: 'Chi', reasons: [{ reason: 'Không tìm thấy', count: 8 }, { reason: '', count: 2 }] })} />);
    expect(whole).toMatch(/Bàn giao Bình, 23\/11\/2026 08:00 .*Tổ VNeID, .*Số lượt đã nhận 990 Số lượt bị từ chối 10 .*&lt;img.* Chi, .*Không tìm thấy 8 Không ghi lý do 2$/);
    expect(said(<PackageFacts one={one({ accepted: 0, refused: 0 })} />)).toMatch(/Số lượt đã nhận 0 Số lượt bị từ chối 0/);
  });

  it('show the words of their manifest as words, part by part', () => {
    const page = draw(<PackageWords one={one({ hasGaps: true })} />);
    expect(page).not.toContain('<img');
    expect([...page.matchAll(/<p class="pre-line">([^<]+)/g)].map(([, part]) => part)).toEqual(['Một', 'Hai']);
    expect(wordsOf(page)).toContain('Chỗ trong ngoặc vuông');
    expect(said(<PackageWords one={one()} />)).not.toContain('ngoặc vuông');
  });
});
