import { describe, expect, it } from 'vitest';
import { drawPart, rowsOf } from '../../../tests/support/page.tsx';
import { FailedJobs } from './failed-jobs.tsx';

const job = (reason: string) => ({ id: 'j', name: 'reports.make-pack', reason, attempts: 5, finishedAt: '2026-11-23T01:00:00.000Z' });
const drawn = (reason: string, locale: 'vi' | 'en' = 'vi') => drawPart(<FailedJobs jobs={[job(reason)]} />, { locale });
const reasonIn = (markup: string) => rowsOf(markup)[0]?.[1];

describe('a job that gave up', () => {
  it('says why in the reader’s language; what the machine said is folded beneath', () => {
    const said = "ENOSPC: no space left on device, write '/data/<b>'";
    expect(reasonIn(drawn(said))).toMatch(/^(Lý do )?Ổ đĩa của máy chủ đã đầy\. Giải phóng chỗ trống rồi chạy lại\. Chi tiết kỹ thuật ENOSPC: /);
    expect(reasonIn(drawn(said, 'en'))).toContain('The disk of the server is full.');
    expect(drawn(said)).toMatch(/<details class="disclosure[^"]*"><summary>.*Chi tiết kỹ thuật.*<code>ENOSPC: .*&lt;b&gt;/s);
  });

  it('says so where nobody has a sentence, and keeps what was said', () => {
    expect(reasonIn(drawn('Cannot read properties of undefined'))).toContain('Chưa có lời giải thích cho lỗi này. Gửi chi tiết kỹ thuật cho người phụ trách máy chủ nếu lỗi lặp lại. Chi tiết kỹ thuật Cannot read properties of undefined');
  });

  it('has nothing to fold where nothing was said', () => {
    expect(reasonIn(drawn(''))).toContain('Không ghi lại lý do.');
    expect(drawn('')).not.toContain('<details');
  });
});
