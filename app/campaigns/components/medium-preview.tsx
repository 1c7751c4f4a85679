import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { composerMessages } from '../messages/composer.ts';
import { wayMessages } from '../messages/ways.ts';
import type { MediumFacts } from '../queries/composer.server.ts';
import { drillLine } from '../rules/drill.ts';
import type { PublicMedium } from '../rules/media.ts';
import { postText, type PostWords } from '../rules/post-text.ts';
import { BulletinPreview, type BulletinWords } from './bulletin-preview.tsx';
import { LedPreview, type LedWords } from './led-preview.tsx';

export interface Previewed {
  urgency: string;
  is_drill: number;
}

/** The words of one medium for the public as they will look or sound. */
export function MediumPreview({ campaign, medium, words, facts }: { campaign: Previewed; medium: PublicMedium; words: Record<string, unknown>; facts: MediumFacts }) {
  const isDrill = campaign.is_drill === 1;
  if (medium === 'LED') return <LedPreview words={words as unknown as LedWords} facts={facts} isDrill={isDrill} />;
  if (medium === 'LOUDSPEAKER') return <BulletinPreview words={words as unknown as BulletinWords} rate={facts.rate} urgency={campaign.urgency} isDrill={isDrill} />;
  if (medium === 'CRAWL') return <CrawlPreview text={String(words['text'])} isDrill={isDrill} />;
  if (medium === 'POST') return <PostPreview words={words as unknown as PostWords} isDrill={isDrill} baseUrl={facts.baseUrl} />;
  return <PosterPreview words={words as { headline: string; text: string; link: string }} isDrill={isDrill} baseUrl={facts.baseUrl} />;
}

function CrawlPreview({ text, isDrill }: { text: string; isDrill: boolean }) {
  return <p className="crawl">{isDrill ? drillLine(text) : text}</p>;
}

function PosterPreview({ words, isDrill, baseUrl }: { words: { headline: string; text: string; link: string }; isDrill: boolean; baseUrl: string }) {
  const t = useText(composerMessages);
  return (
    <div className="poster-sheet">
      {isDrill ? <p className="poster-drill">{t('drill.mark')}</p> : null}
      <p className="poster-headline">{words.headline}</p>
      <p className="pre-line">{words.text}</p>
      <p className="muted small">{t('content.poster-qr', { link: baseUrl + words.link })}</p>
    </div>
  );
}

function PostPreview({ words, isDrill, baseUrl }: { words: PostWords; isDrill: boolean; baseUrl: string }) {
  const t = useText(wayMessages);
  const formats = useFormats();
  const { title, text } = postText(words, { isDrill, baseUrl });
  return (
    <>
      <article className="post-sheet" lang="vi">
        <h3>{title}</h3>
        <p className="post-text">{text}</p>
      </article>
      <p className="muted small">{t('post.length', { letters: formats.number([...`${title}${text}`].length) })}</p>
    </>
  );
}
