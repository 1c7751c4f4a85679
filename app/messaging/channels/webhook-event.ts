import type { Letter } from '../sender.ts';
import { headerLine } from './email-content.ts';
import { letterMarks } from './letter-marks.ts';
import { nameless, personal } from './plain-words.ts';

/** What another system of the province gets (docs/webhook-receiver.md): the words without a name, an address or a number of anybody. */
export function webhookEvent(letter: Letter, baseUrl: string) {
  const lang = letter.content[letter.recipient.locale] ? letter.recipient.locale : 'vi';
  const words = letter.content[lang] ?? letter.content.vi;
  const said = (text: string) => personal(nameless(text, lang), letter);
  return {
    type: 'message.sent',
    delivery_id: letter.deliveryId,
    message_id: letter.messageId,
    recipient_id: letter.recipient.id,
    topic: letter.topic,
    is_drill: letter.isDrill,
    corrects_id: letter.correctsId,
    // Whoever shows only the subject must not take a drill for real.
    subject: headerLine([...letterMarks(letter, lang), said(words.subject)].join(' ')),
    body: said(words.body),
    url: `${baseUrl}/inbox/${letter.messageId}`,
  };
}
