import type { MessageContent } from '../../messaging/index.ts';
import type { PersonalMedium } from './media.ts';

/** The words of a message as they are typed or stored, with the channels that carry them. */
export interface MessageTexts {
  content: MessageContent;
  channels: readonly string[];
  sms: string;
  zalo: MessageContent['zalo'] | null;
}

/** What is stored; null while a campaign has no message. */
export function storedTexts({ media }: { media: readonly { medium: string; content: string }[] }): MessageTexts | null {
  const of = <T>(medium: 'MESSAGE' | PersonalMedium) => {
    const row = media.find((one) => one.medium === medium);
    return row ? (JSON.parse(row.content) as T) : null;
  };
  const content = of<MessageContent>('MESSAGE');
  const zalo = of<NonNullable<MessageContent['zalo']>>('ZALO');
  return content ? { content, channels: media.map(({ medium }) => medium), sms: of<{ text: string }>('SMS')?.text ?? '', zalo: zalo?.templateId ? zalo : null } : null;
}
