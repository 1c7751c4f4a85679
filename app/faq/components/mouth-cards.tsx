import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton, TextArea } from '../../ui/index.ts';
import { mouthMessages } from '../messages/mouths.ts';
import { chatMost, type Mouths } from '../rules/mouths.ts';

/** The words of an answer for each channel, ready to be copied. */
export function MouthCards({ mouths, handout }: { mouths: Mouths; handout: string | null }) {
  const t = useText(mouthMessages);
  const formats = useFormats();
  const sms = ({ units, segments }: Mouths['sms']['size']) => t('sms-size', { units: formats.number(units), segments });
  const aloud = ({ seconds, syllables }: Mouths['spoken']) => t('spoken-size', { seconds: formats.number(seconds), syllables: formats.number(syllables) });
  return (
    <div className="cards" data-island="copy" data-copied={t('copied')} data-marked={t('marked')}>
      <Mouth name="spoken" label={t('spoken')} text={mouths.spoken.text} note={aloud(mouths.spoken)} rows={4} />
      <Mouth name="chat" label={t('chat')} text={mouths.chat.text} note={`${t('chat-size', { letters: formats.number(mouths.chat.letters), most: formats.number(chatMost) })}${mouths.chat.isShortened ? ` ${t('chat-cut')}` : ''}`} rows={12} />
      <Mouth name="sms" label={t('sms')} text={mouths.sms.text} note={sms(mouths.sms.size)} rows={4} />
      <Mouth name="sms-plain" label={t('sms-plain')} text={mouths.smsPlain.text} note={sms(mouths.smsPlain.size)} rows={4} />
      <Mouth name="script" label={t('script')} text={mouths.script.text} note={aloud(mouths.script)} rows={7} />
      <Card title={t('handout')} id="handout">
        <p>{handout ? t('handout-text') : t('handout-none')}</p>
        {handout ? <div className="row"><LinkButton variant="ghost" href={handout} icon="printer">{t('handout-open')}</LinkButton></div> : null}
      </Card>
    </div>
  );
}

function Mouth({ name, label, text, note, rows }: { name: string; label: string; text: string; note: string; rows: number }) {
  const t = useText(mouthMessages);
  return (
    <Card>
      <TextArea name={name} label={label} hint={note} defaultValue={text} rows={rows} readOnly />
      <div className="row"><button type="button" className="btn btn-ghost" data-copy={name} hidden>{t('copy')}<span className="sr-only"> {label}</span></button></div>
    </Card>
  );
}
