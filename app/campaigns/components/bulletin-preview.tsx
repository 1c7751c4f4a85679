import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Tag } from '../../ui/index.ts';
import { composerMessages } from '../messages/composer.ts';
import { drillScript } from '../rules/drill.ts';
import { spokenSeconds, syllables } from '../../platform/text/spoken.ts';
import type { InformationType, Variant } from '../rules/media.ts';

export interface BulletinWords {
  script: string;
  infoType: string;
  variants?: readonly Variant[];
}

/** A bulletin as it will be read: how long it takes, how it ranks, and in which languages. */
export function BulletinPreview({ words, rate, urgency, isDrill }: { words: BulletinWords; rate: number; urgency: string; isDrill: boolean }) {
  const t = useText(composerMessages);
  const formats = useFormats();
  const script = isDrill ? drillScript(words.script) : words.script;
  return (
    <div className="stack">
      <div className="tags">
        <Tag tone="brand" icon="clock">{t('bulletin.length', { length: useSpokenLength()(script, rate) })}</Tag>
        <Tag>{t('bulletin.syllables', { syllables: formats.number(syllables(script)) })}</Tag>
      </div>
      <p className="muted small">{t('bulletin.rate', { rate: formats.score(rate) })}</p>
      <blockquote className="bulletin" lang="vi"><p className="pre-line">{script}</p></blockquote>
      <div data-island="speech" data-text={script} hidden>
        <div className="row"><Button type="button" variant="ghost" icon="play" data-stop={t('bulletin.stop')}>{t('bulletin.listen')}</Button><span className="muted small">{t('bulletin.machine')}</span></div>
      </div>
      <dl className="facts">
        <div><dt>{t('bulletin.priority')}</dt><dd>{t(`priority.${urgency as 'NORMAL'}`)}</dd></div>
        <div><dt>{t('bulletin.type')}</dt><dd>{t(`info.${words.infoType as InformationType}`)}</dd></div>
      </dl>
      {(words.variants ?? []).map((variant) => (
        <section key={variant.language} className="stack">
          <h3>{t('bulletin.language', { language: variant.language })}</h3>
          <blockquote className="bulletin" lang="und"><p className="pre-line">{isDrill ? drillScript(variant.text) : variant.text}</p></blockquote>
        </section>
      ))}
    </div>
  );
}

/** A length in words: seconds, or minutes and seconds. */
export function useSpokenLength(): (script: string, rate: number) => string {
  const t = useText(composerMessages);
  const formats = useFormats();
  return (script, rate) => {
    const seconds = spokenSeconds(script, rate);
    if (seconds < 60) return t('bulletin.seconds', { seconds: formats.number(seconds) });
    return t('bulletin.minutes', { minutes: formats.number(Math.floor(seconds / 60)), seconds: formats.number(seconds % 60) });
  };
}
