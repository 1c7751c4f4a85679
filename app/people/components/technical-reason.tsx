import { useText } from '../../platform/i18n/react.tsx';
import { troubleMessages } from '../../platform/trouble.ts';
import { Disclosure } from '../../ui/index.ts';

/** Why something technical failed: a sentence for people, and what the machine said folded beneath. `sentence` is null where nobody has one. */
export function TechnicalReason({ sentence, raw }: { sentence: string | null; raw: string }) {
  const t = useText(troubleMessages);
  if (!raw) return <>{t('none')}</>;
  return (
    <>
      {sentence ?? t('unknown')}
      <Disclosure summary={t('details')} className="small"><code>{raw}</code></Disclosure>
    </>
  );
}
