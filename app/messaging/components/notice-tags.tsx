import { useText } from '../../platform/i18n/react.tsx';
import { Tag } from '../../ui/index.ts';
import { inboxMessages } from '../messages/inbox.ts';

export interface Tagged {
  urgency: string;
  isDrill: boolean;
  isCorrection: boolean;
  isCorrected: boolean;
}

/** What is special about a notice, in words. */
export function NoticeTags({ notice }: { notice: Tagged }) {
  const t = useText(inboxMessages);
  return (
    <>
      {notice.isDrill ? <Tag tone="danger" icon="triangle-alert" className="drill-tag">{t('drill')}</Tag> : null}
      {notice.urgency === 'URGENT' ? <Tag tone="danger">{t('urgency.URGENT')}</Tag> : null}
      {notice.urgency === 'PRIORITY' ? <Tag tone="brand">{t('urgency.PRIORITY')}</Tag> : null}
      {notice.isCorrection ? <Tag tone="warn">{t('correction')}</Tag> : null}
      {notice.isCorrected ? <Tag>{t('corrected')}</Tag> : null}
    </>
  );
}
