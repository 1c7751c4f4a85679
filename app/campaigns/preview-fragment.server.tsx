import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { RequestContext } from '../platform/http/context.ts';
import { ReaderProvider } from '../platform/i18n/react.tsx';
import type { Localised } from '../platform/i18n/messages.ts';
import { Notice } from '../ui/index.ts';
import { composerMessages } from './messages/composer.ts';

/** Opened by itself the piece of markup does nothing; a page of ours puts it where its own policy holds. */
const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "sandbox; default-src 'none'", 'Cache-Control': 'no-store' };

/** A piece of a page in the reader's language, for a script that puts it into its place. */
export function fragment(piece: ReactElement, { reader, env }: Pick<RequestContext, 'reader' | 'env'>, status = 200): Response {
  return new Response(renderToStaticMarkup(<ReaderProvider locale={reader.locale} timeZone={env.TZ_DISPLAY}>{piece}</ReaderProvider>), { status, headers });
}

/** What keeps words from being shown. */
export function faultsFragment(faults: Record<string, Localised>, context: Pick<RequestContext, 'reader' | 'env'>): Response {
  const { locale } = context.reader;
  const sentences = [...new Set(Object.values(faults).map((fault) => fault[locale]))];
  return fragment(<Notice tone="warn" live={false} title={composerMessages.in(locale)('preview.faulty')}><ul className="bullets">{sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul></Notice>, context, 422);
}
