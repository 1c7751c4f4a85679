import type { FaultPage } from '../platform/http/context.ts';
import type { Locale } from '../platform/i18n/messages.ts';
import { platformMessages } from '../platform/messages.ts';
import { Card, LinkButton, Notice, PageHead } from '../ui/index.ts';
import { chromeMessages } from './messages.ts';

export interface FaultProps extends FaultPage {
  locale: Locale;
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
  const onward = props.back ? <LinkButton href={props.back} variant="ghost">{platformMessages.in(props.locale)('refusal.back')}</LinkButton> : <LinkButton href="/" variant="ghost">{t('error.home')}</LinkButton>;
  return (
    <>
      <PageHead title={faultTitle(props)} />
      <Notice tone={props.status >= 500 ? 'danger' : 'warn'} action={onward}>
        {props.says.map((say) => <p key={say.vi}>{say[props.locale]}</p>)}
      </Notice>
      {props.words?.length ? <Card title={platformMessages.in(props.locale)('refusal.words')}>{props.words.map((text) => <pre key={text} className="kept-text">{text}</pre>)}</Card> : null}
    </>
  );
}
