import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts about links in messages. */
export const linkMessages = defineMessages({
  unknown: ['Liên kết này không dùng được. Có thể liên kết bị sao chép thiếu hoặc không do hệ thống này gửi. Vui lòng mở thông báo trong hệ thống.', 'This link cannot be used. It may be incomplete, or it was not sent by this system. Please open the notice in the system.'],
});
