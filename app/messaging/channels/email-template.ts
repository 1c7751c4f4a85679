import type { Locale } from '../../platform/i18n/messages.ts';
import { mailMessages } from '../messages/mail.ts';
import { escapeHtml } from './email-body.ts';

/** What the template puts around the body. Plain text, escaped here. */
export interface MailParts {
  locale: Locale;
  /** The language that the body is written in: a reader of English may get Vietnamese. */
  bodyLocale: Locale;
  subject: string;
  name: string;
  /** Drill and correction, said in the body as well as in the subject. */
  marks: readonly string[];
  link: string;
  /** The page that opens in the end, said in words where the address does not say it. */
  leadsTo: string | null;
  question: string | null;
  reason: string;
  host: string;
  unsubscribeUrl: string | null;
  isDuty: boolean;
  /** For somebody without an account: a citizen who has asked. */
  isOutside: boolean;
}

const dark = '@media (prefers-color-scheme:dark){body,.sheet{background:#14181f!important;color:#e8ebf0!important}.quiet{color:#b3bfce!important}a{color:#8ec5ff!important}.go{background:#8ec5ff!important;color:#0b1a2b!important}.mark{background:#3a2f10!important;color:#ffe7a3!important}}';

/** The HTML part: one column without tables, styles in line, readable on light and dark ground, no images, nothing fetched. */
export function mailHtml(parts: MailParts, body: string): string {
  const t = mailMessages.in(parts.locale);
  const marks = parts.marks.map((mark) => `<p class="mark" role="note" style="margin:0 0 16px;padding:12px 16px;background:#fff4d6;color:#4a3500;font-weight:bold">${escapeHtml(mark)}</p>`).join('');
  const question = parts.question ? `<p style="margin:0 0 16px">${escapeHtml(t('question', { question: parts.question }))}</p>` : '';
  return [
    `<!doctype html><html lang="${parts.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">`,
    `<title>${escapeHtml(parts.subject)}</title><style>${dark}</style></head>`,
    '<body style="margin:0;padding:0;background:#ffffff;color:#1b2430">',
    '<div class="sheet" style="max-width:600px;margin:0 auto;padding:24px 16px;background:#ffffff;color:#1b2430;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.6;overflow-wrap:break-word">',
    `<p style="margin:0 0 24px;padding:0 0 12px;border-bottom:3px solid #b3261e"><strong>${t('province')}</strong><br><span class="quiet" style="color:#4a5768;font-size:14px">${t('product')}</span></p>`,
    `${marks}<p style="margin:0 0 16px">${escapeHtml(greeting(parts))}</p>`,
    `<div lang="${parts.bodyLocale}">${body}</div>${question}`,
    `<p style="margin:24px 0"><a class="go" href="${escapeHtml(parts.link)}" style="display:inline-block;padding:12px 20px;background:#0b57a4;color:#ffffff;border-radius:6px;text-decoration:none">${open(parts)}</a>${parts.leadsTo ? `<br><span class="quiet" style="color:#4a5768;font-size:14px">${escapeHtml(t('leads-to', { page: parts.leadsTo }))}</span>` : ''}</p>`,
    `<div class="quiet" style="border-top:1px solid #b3bfce;padding-top:16px;color:#4a5768;font-size:14px">${footer(parts).map((line) => `<p style="margin:0 0 8px">${escapeHtml(line)}</p>`).join('')}`,
    parts.unsubscribeUrl ? `<p style="margin:0 0 8px"><a href="${escapeHtml(parts.unsubscribeUrl)}" style="color:#0b57a4">${t('unsubscribe')}</a></p>` : '',
    '</div></div></body></html>',
  ].join('\n');
}

/** The text part: the same words in the same order. */
export function mailText(parts: MailParts, body: string): string {
  const t = mailMessages.in(parts.locale);
  const blocks = [
    `${t('province')}\n${t('product')}`,
    ...parts.marks,
    greeting(parts),
    body,
    parts.question ? t('question', { question: parts.question }) : '',
    [`${open(parts)}: ${parts.link}`, parts.leadsTo ? t('leads-to', { page: parts.leadsTo }) : ''].filter(Boolean).join('\n'),
    `-- \n${footer(parts).join('\n')}`,
    parts.unsubscribeUrl ? `${t('unsubscribe')}: ${parts.unsubscribeUrl}` : '',
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

const greeting = ({ locale, name, isOutside }: MailParts): string => (!isOutside ? mailMessages.in(locale)('greeting', { name }) : name ? mailMessages.in(locale)('greeting.outside', { name }) : mailMessages.in(locale)('greeting.unnamed'));
const open = ({ locale, isOutside }: MailParts): string => mailMessages.in(locale)(isOutside ? 'open.outside' : 'open');

function footer({ locale, reason, host, isDuty, isOutside }: MailParts): string[] {
  const t = mailMessages.in(locale);
  if (isOutside) return [t('reason.outside', { reason }), t('genuine.outside', { host })];
  return [t('reason', { reason }), ...(isDuty ? [t('duty')] : []), t('genuine', { host })];
}
