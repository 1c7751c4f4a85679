import { z } from 'zod';
import { ownPath } from '../rules/own-path.ts';

/** One line that goes into a header or a title: no line breaks, so that nothing can be smuggled in behind it. */
const line = (limit: number) => z.string().trim().min(1).max(limit).regex(/^[^\r\n\u0000-\u001f\u007f]*$/);

/** A page of the product that a message may lead to, as a browser understands it. */
export const pagePath = z.string().trim().max(300).refine((href) => ownPath(href) !== null);

const words = z.object({
  subject: line(150),
  /** Guarded Markdown: paragraphs, lists, links, emphasis; no raw HTML. May hold {{ten}}, {{don_vi}} and the message's own variables. */
  body: z.string().trim().min(1).max(20_000),
});

/** The content of a message, frozen with it. `vi` is always there; a reader of English gets Vietnamese where English is missing. */
export const messageContent = z.object({
  vi: words,
  en: words.optional(),
  /** Text for SMS; without it the message cannot go by SMS. */
  sms: z.string().trim().min(1).max(1_000).optional(),
  /** Name and fixed parameters of a template that Zalo has approved. */
  zalo: z.object({ templateId: z.string().min(1).max(60), parameters: z.record(z.string().max(40), z.string().max(200)) }).optional(),
  /** Where the message leads, inside the product. */
  link: pagePath.optional(),
  /** One question by which officials show that they have read and understood. */
  question: z.object({ text: z.string().trim().min(1).max(300), options: z.array(z.string().trim().min(1).max(200)).min(2).max(4), right: z.number().int().min(0).max(3) }).optional(),
});
export type MessageContent = z.infer<typeof messageContent>;

/** Values for one reader: short, in one line, under names of small letters. */
export const messageVariables = z.record(z.string().regex(/^[a-z_]{1,30}$/), line(200));
