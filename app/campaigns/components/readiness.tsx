import { useText } from '../../platform/i18n/react.tsx';
import { Notice } from '../../ui/index.ts';
import { composerMessages } from '../messages/composer.ts';
import type { Lack } from '../rules/readiness.ts';

/** What is still missing, all of it at once, each with the way to the step that mends it; and the way down to the button, if it can be pressed. */
export function Readiness({ id, lacks }: { id: string; lacks: readonly Lack[] }) {
  const t = useText(composerMessages);
  const isBlocked = lacks.some(({ isBlocking }) => isBlocking);
  const down = isBlocked ? undefined : <a href="#hand-in">{t('check.to-hand-in')}</a>;
  if (lacks.length === 0) return <Notice tone="ok" live={false} action={down}>{t('check.ready')}</Notice>;
  return (
    <Notice tone="warn" live={false} action={down} title={t(isBlocked ? 'check.blocked' : 'check.look')}>
      <ul className="bullets">{lacks.map(({ what, step }) => <li key={what}><a href={`/campaigns/${id}/${step}`}>{t(`lack.${what}`)}</a></li>)}</ul>
    </Notice>
  );
}
