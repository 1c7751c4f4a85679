import { useText } from '../../platform/i18n/react.tsx';
import { Disclosure } from '../../ui/index.ts';
import { entryMessages as messages } from '../messages/entries.ts';

/** How anybody checks a receipt of an entry or of its withdrawal without asking the server. */
export function HowToCheck() {
  const t = useText(messages);
  return (
    <Disclosure summary={t('receipt.check-title')}>
      <p>{t('receipt.check')}</p>
      <p><code className="kept-text">{t('receipt.command')}</code></p>
      <p><a href="/contests/receipt-key">{t('receipt.key')}</a></p>
    </Disclosure>
  );
}
