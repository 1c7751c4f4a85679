import type { Letter } from '../../app/messaging/sender.ts';

/** A letter as the dispatcher hands it to a channel. */
export function letterOf(changes: Partial<Letter> = {}): Letter {
  return {
    deliveryId: '0193f0a0-0000-7000-8000-000000000001',
    messageId: '0193f0a0-0000-7000-8000-000000000002',
    channel: 'EMAIL',
    address: 'thuy.duong@vi-du.vn',
    recipient: { id: '0193f0a0-0000-7000-8000-000000000003', fullName: 'Nguyễn Thị Thuỳ Dương', unitName: 'UBND phường Hoa Lư', locale: 'vi' },
    topic: 'TRAINING',
    isDuty: false,
    isDrill: false,
    urgency: 'NORMAL',
    takenAt: '2026-11-23T01:00:00.000Z',
    notAfter: '2026-11-24T01:00:00.000Z',
    isCampaign: false,
    correctsId: null,
    reason: { vi: 'đang học khoá Đề án 06.', en: 'you take the course Đề án 06.' },
    content: { vi: { subject: 'Nhắc học bài mới', body: 'Khoá học có bài mới. Xem [bài học](/courses).' } },
    wasUncertain: false,
    ...changes,
  };
}
