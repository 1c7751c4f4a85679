import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts of broadcast media: places, slots, proofs. */
export const broadcastMessages = defineMessages({
  'led.page': ['Trang {page} / {of}, {seconds} giây', 'Page {page} of {of}, {seconds} seconds'],
});
