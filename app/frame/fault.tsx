import type { Locale, Localised } from '../platform/i18n/messages.ts';
import { LinkButton, Notice, PageHead } from '../ui/index.ts';
import { chromeMessages } from './messages.ts';

export interface FaultProps {
  status: number;
  say: Localised;
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
  return (
    <>
      <PageHead title={faultTitle(props)} />
      <Notice tone={props.status >= 500 ? 'danger' : 'warn'} action={<LinkButton href="/" variant="ghost">{t('error.home')}</LinkButton>}>
        {props.say[props.locale]}
      </Notice>
    </>
  );
}
