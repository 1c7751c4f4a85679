import type { MessageContent } from '../../messaging/index.ts';
import type { PublicMedium, Variant } from './media.ts';

/** The words of an answer as faq hands them out. */
export interface AnswerWords {
  question: string;
  short: string;
  path: string;
  script: string;
  board: readonly string[];
}

const below = (text: string | undefined, more: string) => (text?.trim() ? `${text.trim()}\n\n${more}` : more);

/** A message with an answer below what it says already; without a link of its own it leads to the answer. */
export function messageWith(stored: MessageContent | null, words: AnswerWords): MessageContent {
  const more = stored ? `**${words.question}**\n\n${words.short}\n\n[Xem câu trả lời đầy đủ](${words.path})` : `${words.short}\n\n[Xem câu trả lời đầy đủ](${words.path})`;
  return { ...stored, vi: { subject: stored?.vi.subject ?? words.question.slice(0, 150), body: below(stored?.vi.body, more) }, link: stored?.link ?? words.path };
}

type Fields = Record<string, unknown>;

/** The versions in other languages as the form of a bulletin has them. */
const variantsTyped = (variants: readonly Variant[] = []): Fields => Object.fromEntries(variants.flatMap(({ language, text }, at) => [[`language_${at}`, language], [`variant_${at}`, text]]));

/** The form of a public medium with an answer below what it says already; the form itself says whether it still fits. */
export function mediumWith(medium: PublicMedium, stored: Fields | null, words: AnswerWords): Fields {
  const text = (name: string) => stored?.[name] as string | undefined;
  switch (medium) {
    case 'LED': return { seconds: stored?.['seconds'] ?? 6, pages: [...((stored?.['pages'] as string[] | undefined) ?? []), ...words.board].join('\n') };
    case 'LOUDSPEAKER': return { ...variantsTyped(stored?.['variants'] as readonly Variant[] | undefined), infoType: text('infoType') ?? 'POLICY', script: below(text('script'), words.script) };
    case 'POSTER': return { headline: text('headline') ?? words.question.slice(0, 90), link: text('link') ?? words.path, text: below(text('text'), words.short) };
    case 'CRAWL': return { text: [text('text'), words.short].filter(Boolean).join(' • ') };
    case 'POST': return { title: text('title') ?? words.question.slice(0, 150), link: text('link') || words.path, text: below(text('text'), words.short) };
  }
}
