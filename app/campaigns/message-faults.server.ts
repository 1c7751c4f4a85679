import { faultOfBody } from '../messaging/index.server.ts';
import { faultOfVariables, textVariables } from '../messaging/index.ts';
import type { Localised } from '../platform/i18n/messages.ts';
import type { MessageForm } from './forms/campaign.ts';
import { campaignMessages as messages } from './messages/campaigns.ts';

/** What no mail may carry and what nobody can fill in, by the field in which it stands; empty when the words can go out. */
export function faultsOfWords({ content: { vi, en, question }, sms, zalo }: Pick<MessageForm, 'content' | 'sms' | 'zalo'>, baseUrl: string): Record<string, Localised> {
  const found: Record<string, Localised | null> = {
    subject: faultOfVariables(vi.subject),
    body: faultOfBody(vi.body, baseUrl) ?? faultOfVariables(vi.body),
    subjectEn: en ? faultOfVariables(en.subject) : null,
    bodyEn: en ? (faultOfBody(en.body, baseUrl) ?? faultOfVariables(en.body)) : null,
    question: question && /\{\{|\}\}/.test([question.text, ...question.options].join('\n')) ? messages.both('fault.question-variable') : null,
    sms: faultOfVariables(sms, textVariables),
    zaloParameters: Object.values(zalo?.parameters ?? {}).map((value) => faultOfVariables(value, textVariables)).find((fault) => fault !== null) ?? null,
  };
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, Localised] => entry[1] !== null));
}
