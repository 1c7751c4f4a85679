import { useText } from '../../platform/i18n/react.tsx';
import { Button } from '../../ui/index.ts';
import { composerMessages } from '../messages/composer.ts';

/** Takes a medium out of a campaign. */
export function MediumRemoval({ id, medium, revision }: { id: string; medium: string; revision: number }) {
  const t = useText(composerMessages);
  return (
    <form method="post" noValidate action={`/campaigns/${id}/content/${medium.toLowerCase()}/removal`}>
      <input type="hidden" name="revision" value={revision} />
      <div className="row"><Button variant="quiet">{t('content.remove')}</Button></div>
    </form>
  );
}
