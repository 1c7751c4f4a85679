import { useText } from '../../platform/i18n/react.tsx';
import { adoptionMessages as messages } from '../messages/adoption.ts';

/** A link to what shows a number, which is not told where the reader came from. */
export function Evidence({ href }: { href: string | null }) {
  const t = useText(messages);
  return href ? <a href={href} rel="noreferrer nofollow">{t('own.evidence')}</a> : null;
}
