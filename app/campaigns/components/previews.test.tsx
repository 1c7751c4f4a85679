import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { publicMedia, type PublicMedium } from '../rules/media.ts';
import { BulletinPreview } from './bulletin-preview.tsx';
import { LedPreview, type BoardFacts } from './led-preview.tsx';
import { MediumPreview } from './medium-preview.tsx';
import { MessagePreview, type MessageShown } from './message-preview.tsx';

const draw = (node: React.ReactNode, locale: 'vi' | 'en' = 'vi') => drawPage(() => <>{node}</>, { locale });
const said = (node: React.ReactNode, locale: 'vi' | 'en' = 'vi') => wordsOf(draw(node, locale));
const facts = { boards: [], unsized: 0, smallest: 14, rate: 3.3, baseUrl: 'https://hoc06.vi-du.vn' };
const samples: Record<PublicMedium, Record<string, unknown>> = {
  LED: { pages: ['CHỈ CÀI TỪ KHO', 'GỌI 113'], seconds: 6 },
  LOUDSPEAKER: { script: 'Thưa bà con.', infoType: 'SECURITY', variants: [{ language: 'Mường', text: 'Lời Mường' }] },
  POSTER: { headline: 'CẢNH BÁO', text: 'Chỉ cài từ kho.', link: '/help' },
  CRAWL: { text: 'Cảnh báo ứng dụng giả' },
  POST: { title: 'Cảnh báo ứng dụng giả', text: 'Chỉ cài từ kho.', link: '/help' },
};

describe('words for the public before they go out', () => {
  it('say where they lead by the whole address: a path means nothing on paper or on a page of others', () => {
    for (const medium of ['POSTER', 'POST'] as const) expect(said(<MediumPreview campaign={{ urgency: 'NORMAL', is_drill: 0 }} medium={medium} words={samples[medium]} facts={facts} />)).toContain('https://hoc06.vi-du.vn/help');
  });

  it.each(publicMedia)('on %s say that it is a drill when it is one, and only then', (medium) => {
    const shown = (is_drill: number) => draw(<MediumPreview campaign={{ urgency: 'NORMAL', is_drill }} medium={medium} words={samples[medium]} facts={facts} />);
    expect(shown(1)).toMatch(/DIỄN TẬP|diễn tập/);
    expect(shown(0)).not.toMatch(/DIỄN TẬP|diễn tập/);
  });

  it.each(publicMedia)('on %s are words, whatever was typed', (medium) => {
    const hostile = JSON.parse(JSON.stringify(samples[medium]).replaceAll('Thưa bà con.', '<img src=x onerror=alert(1)>').replaceAll('CHỈ CÀI TỪ KHO', '<svg onload=x>').replaceAll('CẢNH BÁO', '<b>x').replaceAll('Cảnh báo', '<b>x')) as Record<string, unknown>;
    expect(draw(<MediumPreview campaign={{ urgency: 'NORMAL', is_drill: 0 }} medium={medium} words={hostile} facts={facts} />)).not.toMatch(/<img|<svg onload|<b>/);
  });
});

describe('a board', () => {
  const boards = (changes: Partial<BoardFacts> = {}): BoardFacts => ({ boards: [{ width: 320, height: 160, count: 12 }, { width: 64, height: 32, count: 3 }], unsized: 0, smallest: 14, ...changes });
  const board = (pages: string[], of: BoardFacts, seconds = 6, isDrill = false) => draw(<LedPreview words={{ pages, seconds }} facts={of} isDrill={isDrill} />);

  it('is drawn in every size that there is, each page at its own size, and read aloud by its words', () => {
    const page = board(['GỌI 113', 'KHÔNG ĐƯA MÃ OTP'], boards());
    expect([...page.matchAll(/id="board-(\d+-\d+)"/g)].map(([, size]) => size)).toEqual(['320-160', '64-32']);
    expect([...page.matchAll(/role="img" aria-label="([^"]+)"/g)].map(([, label]) => label)).toEqual(['GỌI 113', 'KHÔNG ĐƯA MÃ OTP', 'GỌI 113', 'KHÔNG ĐƯA MÃ OTP']);
    expect(wordsOf(page)).toMatch(/2 trang.*6.*12/);
  });

  it('that is too small says by how much, or which word is wider than it, and opens by itself', () => {
    const small = boards({ boards: [{ width: 320, height: 160, count: 1 }, { width: 48, height: 16, count: 1 }] });
    const page = board(['Nghiêngnghiêngngảngảkhôngđứngđược'], small);
    expect(page).toMatch(/<details[^>]*(?:id="board-48-16"[^>]*open|open[^>]*id="board-48-16")/);
    expect(wordsOf(page)).toContain('Nghiêngnghiêngngảngảkhôngđứngđược');
    expect(page).toContain('field-error');
    const many = board(['một hai ba bốn năm sáu bảy tám chín mười mười một mười hai'], small);
    expect(wordsOf(many)).toMatch(/58/);
  });

  it('without any size in the province is shown on a usual one, and those without a size are counted', () => {
    const page = board(['GỌI 113'], boards({ boards: [], unsized: 1_200 }));
    expect(page).toContain('id="board-192-64"');
    expect(wordsOf(page)).toContain('1.200');
  });

  it('warns of a page that is gone before it is read; the mark of a drill takes its time, too', () => {
    const quick = (pages: string[], seconds: number, isDrill = false) => wordsOf(board(pages, boards(), seconds, isDrill));
    const long = 'KHÔNG CÀI ỨNG DỤNG TỪ LIÊN KẾT TRONG TIN NHẮN, KHÔNG ĐƯA MÃ OTP CHO BẤT KỲ AI';
    expect(quick([long], 2)).toMatch(new RegExp(`${long} .*2`));
    expect(draw(<LedPreview words={{ pages: [long], seconds: 2 }} facts={boards()} isDrill={false} />)).toContain('notice');
    expect(draw(<LedPreview words={{ pages: ['GỌI 113'], seconds: 60 }} facts={boards()} isDrill={false} />)).not.toContain('notice');
    expect(quick(['GỌI 113'], 6, true)).toContain('DIỄN TẬP: GỌI 113');
  });
});

describe('a bulletin', () => {
  const bulletin = (changes: Partial<Parameters<typeof BulletinPreview>[0]> = {}, locale: 'vi' | 'en' = 'vi') => draw(<BulletinPreview words={{ script: 'một hai ba bốn', infoType: 'EMERGENCY' }} rate={2} urgency="URGENT" isDrill={false} {...changes} />, locale);

  it('says how long it takes at the rate in force, in seconds or in minutes', () => {
    expect(wordsOf(bulletin())).toMatch(/Khoảng 2 giây 4 âm tiết .*2,0 âm tiết mỗi giây/);
    const long = Array.from({ length: 240 }, () => 'la').join(' ');
    expect(wordsOf(bulletin({ words: { script: long, infoType: 'EMERGENCY' } }))).toMatch(/Khoảng 2 phút 0 giây 240 âm tiết/);
    expect(wordsOf(bulletin({ words: { script: long, infoType: 'EMERGENCY' }, rate: 4 }, 'en'))).toMatch(/1 min 0 s/);
  });

  it('ranks by the three levels of the rules, and names its kind', () => {
    const ranks = ['NORMAL', 'PRIORITY', 'URGENT'].map((urgency) => wordsOf(bulletin({ urgency })));
    expect(ranks.map((words) => /Mức ưu tiên (\S+)/.exec(words)?.[1])).toEqual(['Thông', 'Ưu', 'Khẩn']);
    expect(ranks[0]).toContain('Thiên tai, hoả hoạn');
  });

  it('is heard as it is read: with the sentences of the drill, in every language, and only where a voice is', () => {
    const page = bulletin({ isDrill: true, words: { script: 'Sơ tán "ngay".', infoType: 'EMERGENCY', variants: [{ language: 'Mông', text: 'Lời Mông' }] } });
    expect(page).toMatch(/data-island="speech" data-text="Đây là bản tin diễn tập\. Sơ tán &quot;ngay&quot;\. Bản tin vừa rồi là diễn tập\." hidden=""/);
    expect(wordsOf(page)).toMatch(/Tiếng Mông Đây là bản tin diễn tập\. Lời Mông Bản tin vừa rồi/);
    expect(page).toContain('<blockquote class="bulletin" lang="vi">');
  });
});

describe('a message before it goes out', () => {
  const shown = (changes: Partial<MessageShown> = {}): MessageShown => ({ reader: 'Đinh <b>An', isDrill: false, notice: { subject: 'Chào <i>', html: '<p>Lời</p>' }, question: null, push: null, mails: [], sms: null, zalo: null, webhook: null, vneid: null, ...changes });

  it('shows only the channels that were chosen', () => {
    const ids = (of: MessageShown) => [...draw(<MessagePreview shown={of} />).matchAll(/<details[^>]*id="shown-([a-z-]+)"/g)].map(([, id]) => id);
    expect(ids(shown())).toEqual(['notice']);
    expect(ids(shown({ push: { title: 'T', body: 'B' }, mails: [{ locale: 'vi', subject: 'S', address: '/x', isLive: false }, { locale: 'en', subject: 'S', address: '/y', isLive: false }], sms: { text: 'x', isPersonal: false, people: 1 }, zalo: { templateId: 'T1', parameters: [] } }))).toEqual(['notice', 'mail-vi', 'mail-en', 'push', 'sms', 'zalo']);
  });

  it('takes names and subjects for words, and puts the mail into a frame that can do nothing', () => {
    const page = draw(<MessagePreview shown={shown({ mails: [{ locale: 'vi', subject: '<script>x', address: '/campaigns/c/content/message/mail/vi', isLive: false }] })} />);
    expect(page).not.toMatch(/<b>An|<i>|<script>/);
    expect(page).toMatch(/<iframe[^>]*sandbox="allow-same-origin"[^>]*src="\/campaigns\/c\/content\/message\/mail\/vi"/);
    const live = draw(<MessagePreview shown={shown({ mails: [{ locale: 'vi', subject: 'x', address: '/a', isLive: true }] })} />);
    expect(live).toMatch(/<iframe[^>]*data-post="\/a"/);
    expect(live).not.toContain('src="/a"');
  });

  it('counts what its texts cost: segments times people, with and without marks', () => {
    const words = said(<MessagePreview shown={shown({ sms: { text: 'ế'.repeat(71), isPersonal: true, people: 1_000 } })} />);
    expect(words).toMatch(/71 ký tự có dấu \(UCS-2\): 2 tin mỗi người × 1\.000 người có số di động = 2\.000 tin\. Nếu bỏ dấu: 71 ký tự không dấu \(GSM 7 bit\): 1 tin .* = 1\.000 tin\. .*độ dài tên/);
    const plain = said(<MessagePreview shown={shown({ sms: { text: 'Canh bao', isPersonal: false, people: 0 } })} />);
    expect(plain).not.toMatch(/Nếu bỏ dấu|độ dài tên/);
    expect(plain).toContain('× 0 người có số di động = 0 tin');
  });

  it('marks the right option, which stands first, and the drill', () => {
    const words = said(<MessagePreview shown={shown({ isDrill: true, question: { text: 'Hỏi?', options: ['Đúng', 'Sai'] } })} />);
    expect(words).toMatch(/DIỄN TẬP .*Hỏi\? Đúng \(phương án đúng\) Sai$/);
  });

  it('shows a template by its id with what fills it', () => {
    expect(said(<MessagePreview shown={shown({ zalo: { templateId: 'T<1', parameters: [['ten', 'An & Bình']] } })} />)).toMatch(/Zalo, mẫu T&lt;1 ten An & Bình$/);
    expect(said(<MessagePreview shown={shown({ zalo: { templateId: 'T1', parameters: [] } })} />)).toContain('Mẫu không có tham số.');
  });

  it('shows the call to another system to the letter, and that it goes nowhere without an address', () => {
    const call = { origin: 'https://nhan.vi-du.vn', headers: [['webhook-id', '1'], ['webhook-signature', 'v1,x']] as [string, string][], body: '{"subject":"<b>"}' };
    const page = draw(<MessagePreview shown={shown({ webhook: call })} />);
    expect(page).toContain('<pre>webhook-id: 1\nwebhook-signature: v1,x</pre>');
    expect(page).toContain('<pre>{&quot;subject&quot;:&quot;&lt;b&gt;&quot;}</pre>');
    expect(wordsOf(page)).toMatch(/Gửi tới https:\/\/nhan\.vi-du\.vn.*khoá thử công khai/);
    expect(wordsOf(page)).not.toContain('chưa khai báo');
    expect(said(<MessagePreview shown={shown({ webhook: { ...call, origin: null } })} />)).toContain('chưa khai báo hệ thống nhận');
  });

  it('shows what VNeID gets with a reader in its gaps', () => {
    const words = said(<MessagePreview shown={shown({ vneid: { title: 'Gửi An', body: 'Lời\n\nhai' } })} />);
    expect(words).toMatch(/VNeID \(gói bàn giao\) Gửi An Lời\s+hai .*điền từ danh sách/);
  });
});
