import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';

export interface HandsData {
  authors: { id: string; fullName: string }[];
  /** Why it was last handed back. */
  returned: { by: string; at: string; reason: string } | null;
  approvals: { id: string; fullName: string; at: string; note: string; revokedAt: string | null }[];
}

/** Whose hands a campaign went through. */
export function Hands({ hands }: { hands: HandsData }) {
  const t = useText(campaignMessages);
  const formats = useFormats();
  return (
    <Card title={t('approve.list')} id="hands">
      <p className="muted">{t('fact.authors')}: {hands.authors.map(({ fullName }) => fullName).join(', ')}</p>
      {hands.approvals.length === 0 ? <p>{t('approve.none')}</p> : (
        <ul className="plain-list">
          {hands.approvals.map((approval) => (
            <li key={approval.id}><span>{approval.fullName}{approval.note ? `: ${approval.note}` : ''}</span><span className="muted">{formats.moment(approval.at)}{approval.revokedAt ? ` – ${t('approve.revoked')}` : ''}</span></li>
          ))}
        </ul>
      )}
    </Card>
  );
}
