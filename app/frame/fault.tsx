import type { Locale, Localised } from '../platform/i18n/messages.ts';
import { platformMessages } from '../platform/messages.ts';
import { Card, LinkButton, Notice, PageHead } from '../ui/index.ts';
import { chromeMessages } from './messages.ts';

export interface FaultProps {
  status: number;
  say: Localised;
  locale: Locale;
  /** What the reader had typed into a form that was refused. */
  words?: readonly string[] | undefined;
}

/** What a fault page is called. */
export function faultTitle({ status, locale }: Pick<FaultProps, 'status' | 'locale'>): string {
  const t = chromeMessages.in(locale);
  if (status === 404) return t('error.not-found-title');
  return status === 403 ? t('error.forbidden-title') : t('error.title');
}

/** The one page for everything that was refused or went wrong: what happened, and one way forward. */
export function Fault(props: FaultProps) {
  const t = chromeMessages.in(props.locale);
  return (
    <>
      <PageHead title={faultTitle(props)} />
      <Notice tone={props.status >= 500 ? 'danger' : 'warn'} action={<LinkButton href="/" variant="ghost">{t('error.home')}</LinkButton>}>
        {props.say[props.locale]}
      </Notice>
      {props.words?.length ? <Card title={platformMessages.in(props.locale)('refusal.words')}>{props.words.map((text) => <pre key={text} className="kept-text">{text}</pre>)}</Card> : null}
    </>
  );
}
