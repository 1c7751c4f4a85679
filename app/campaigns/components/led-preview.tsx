import { useText } from '../../platform/i18n/react.tsx';
import { broadcastMessages } from '../messages/broadcast.ts';

/** The pages of a LED board as it shows them, 3 by 1. */
export function LedPreview({ pages, seconds }: { pages: readonly string[]; seconds: number }) {
  const t = useText(broadcastMessages);
  return (
    <div className="stack">
      {pages.map((page, at) => (
        <figure key={at} className="led-page">
          <div className="led">{page}</div>
          <figcaption className="muted">{t('led.page', { page: at + 1, of: pages.length, seconds })}</figcaption>
        </figure>
      ))}
    </div>
  );
}
