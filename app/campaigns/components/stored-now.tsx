import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Card, Meta } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { planMessages } from '../messages/plan.ts';

export interface StoredField {
  name: string;
  label: string;
  stored: string;
  /** How a choice is called; without it what is stored is shown itself. */
  shown?: string;
}

/** Browsers send the ends of lines as CRLF, whatever was stored. */
const plainLines = (text: string) => text.replaceAll('\r\n', '\n').trim();

/** Where somebody else was faster: what is stored now, above the form that still holds what was typed. Whoever saves again has seen both. */
export function StoredNow({ fields }: { fields: readonly StoredField[] }) {
  const t = useText(planMessages);
  const c = useText(campaignMessages);
  const { say, value } = useFaults();
  const other = say('form') ? fields.filter(({ name, stored }) => plainLines(value(name)) !== plainLines(stored)) : [];
  if (other.length === 0) return null;
  return <Card title={t('stored-now')} id="stored-now"><Meta items={other.map(({ label, stored, shown }) => ({ term: label, detail: <span className="pre-line">{(shown ?? stored) || c('none')}</span> }))} /></Card>;
}
