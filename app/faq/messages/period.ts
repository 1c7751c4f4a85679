import { defineMessages } from '../../platform/i18n/messages.ts';

/** From when to when a legal basis holds, as it stands behind its name. */
export const periodMessages = defineMessages({
  'period.both': ['có hiệu lực từ {from} đến hết {to}', 'in force from {from} to the end of {to}'],
  'period.from': ['có hiệu lực từ {from}', 'in force from {from}'],
  'period.to': ['có hiệu lực đến hết {to}', 'in force to the end of {to}'],
});
