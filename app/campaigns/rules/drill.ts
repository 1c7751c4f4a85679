import { smsSize } from '../../messaging/index.ts';
import { composerMessages } from '../messages/composer.ts';

const say = composerMessages.in('vi');

/** What a drill puts before a line on a board, a poster or a crawl. The public reads Vietnamese, whoever writes the campaign. */
export const drillLine = (text: string): string => `${say('drill.mark')}: ${text}`;

/** A drill says at both ends that it is one: somebody may tune in late. */
export const drillScript = (text: string): string => `${say('drill.before')} ${text} ${say('drill.after')}`;

/** The mark of a text message; without marks where the text has none, so that it does not make the message dearer. */
export const drillSms = (text: string): string => `${smsSize(text).encoding === 'GSM7' ? '[DIEN TAP]' : `[${say('drill.mark')}]`} ${text}`;
