import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, EmptyState, LinkButton, Meta, Notice, PageHead, ProgressBar, Tag } from '../../ui/index.ts';
import { pathMessages } from '../messages/paths.ts';
import type { ShownPath } from '../queries/paths.server.ts';

export interface PathsView {
  paths: ShownPath[];
  done: 'chosen' | 'given-up' | null;
}

/** All learning paths: for whom, why, how long, and which one suits. */
export function PathsPage({ view }: { view: PathsView }) {
  const t = useText(pathMessages);
  return (
    <div className="stack">
      <PageHead title={t('title')} lead={t('lead')} />
      {view.done ? <Notice tone="ok" focused>{t(`done.${view.done}`)}</Notice> : null}
      {view.paths.length === 0 ? <EmptyState icon="flag" title={t('none')} action={<LinkButton href="/courses" variant="ghost">{t('courses')}</LinkButton>}>{t('none-text')}</EmptyState> : <Notice live={false}>{t('rule')}</Notice>}
      {inOrder(view.paths).map((path) => <PathCard key={path.key} path={path} />)}
    </div>
  );
}

/** Her own path first, then the one that suits her, then as the file has them. */
function inOrder(paths: readonly ShownPath[]): ShownPath[] {
  const rank = (path: ShownPath) => (path.isChosen ? 0 : path.suggested ? 1 : 2);
  return paths.toSorted((a, b) => rank(a) - rank(b));
}

function PathCard({ path }: { path: ShownPath }) {
  const t = useText(pathMessages);
  return (
    <Card title={<a href={`/paths/${path.key}`}>{path.title}</a>} id={path.key} raised={path.isChosen} action={<PathTags path={path} />}>
      <PathFacts path={path} />
      <PathProgress path={path} />
      <div className="actions">
        {path.isChosen ? null : <ChoiceForm path={path} isLesser={!path.suggested} />}
        <LinkButton href={`/paths/${path.key}`} variant={path.isChosen ? 'primary' : 'quiet'}>{t('see')}</LinkButton>
        {path.isChosen ? <ChoiceForm path={path} /> : null}
      </div>
    </Card>
  );
}

/** Whether a path is her own or suits her. */
export function PathTags({ path }: { path: ShownPath }) {
  const t = useText(pathMessages);
  return (
    <span className="tags">
      {path.isChosen ? <Tag tone="brand" icon="flag">{t('chosen')}</Tag> : null}
      {path.suggested ? <Tag tone="ok" icon="star">{t('suggested')}</Tag> : null}
    </span>
  );
}

/** For whom a path is, and why it was made. */
export function PathFacts({ path }: { path: ShownPath }) {
  const t = useText(pathMessages);
  const formats = useFormats();
  return (
    <>
      <Meta layout="stacked" items={[{ term: t('audience'), detail: path.audience }, { term: t('why'), detail: path.why }]} />
      {path.suggested && path.suggested !== 'everybody' ? <p className="muted">{t(`because.${path.suggested}`)}</p> : null}
      <div className="tags">
        <Tag icon="book-open">{t('lessons', { n: path.lessons })}</Tag>
        <Tag icon="clock">{formats.duration(path.minutes)}</Tag>
        {path.done > 0 && path.minutesLeft > 0 ? <Tag>{t('left', { time: formats.duration(path.minutesLeft) })}</Tag> : null}
      </div>
    </>
  );
}

/** How far she has come; nothing before the first lesson unless the path is her own. */
export function PathProgress({ path }: { path: Pick<ShownPath, 'title' | 'done' | 'lessons' | 'isChosen'> }) {
  const t = useText(pathMessages);
  if (!path.isChosen && path.done === 0) return null;
  return <ProgressBar label={t('progress', { path: path.title })} value={path.done} max={path.lessons} text={t('progress-text', { done: path.done, total: path.lessons })} tone={path.done === path.lessons ? 'ok' : 'brand'} />;
}

/** Chooses a path, or gives up the one that is chosen; lesser where another one suits her more. */
export function ChoiceForm({ path, isLesser = false }: { path: Pick<ShownPath, 'key' | 'title' | 'isChosen'>; isLesser?: boolean }) {
  const t = useText(pathMessages);
  return (
    <form method="post" action="/paths/choice">
      <input type="hidden" name="path" value={path.isChosen ? '' : path.key} />
      {path.isChosen ? <Button variant="quiet">{t('give-up')}</Button> : <Button icon="flag" variant={isLesser ? 'ghost' : 'primary'} aria-label={t('choose-of', { path: path.title })}>{t('choose')}</Button>}
    </form>
  );
}
