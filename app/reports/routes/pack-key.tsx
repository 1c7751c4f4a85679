import { Fragment } from 'react';
import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, LinkButton, Meta, Notice, PageHead } from '../../ui/index.ts';
import { packKeyMessages as messages } from '../messages/packs.ts';
import { packKey } from '../pack-key.server.ts';

/** The public key by which anybody checks a pack, and how. */
export const loader = page({ guard: 'public' }, ({ context }) => {
  const { name, pem } = packKey(context.secret);
  return { name, pem };
});

export const meta = titled((locale) => messages.in(locale)('title'));

export default function PackKeyRoute() {
  const { name, pem } = useLoaderData<typeof loader>();
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} />
      <Card title={t('key')} id="key" action={<LinkButton href="/packs/key.pem" variant="ghost" icon="download">{t('download')}</LinkButton>}>
        <pre className="small wrap-anywhere whitespace-pre-wrap">{pem}</pre>
        <Meta items={[{ term: t('name'), detail: <code>{name}</code> }]} />
      </Card>
      <Notice live={false}>{t('trust')}</Notice>
      <Card title={t('program')} id="program">
        <p>{t('program.text')}</p>
        <Commands lines={[`npm run pack:verify -- ho-so-kiem-tra.zip --key hoc06-${name}.pem`]} />
        <p>{t('program.answer')}</p>
      </Card>
      <Card title={t('hand')} id="hand">
        <p>{t('hand.text')}</p>
        <Commands lines={[`openssl pkeyutl -verify -pubin -inkey hoc06-${name}.pem -rawin -in manifest.json -sigfile manifest.sig`, 'sha256sum *.csv *.pdf']} />
      </Card>
    </div>
  );
}

/** Commands to copy: a line breaks between their words only. */
function Commands({ lines }: { lines: readonly string[] }) {
  return <pre className="small whitespace-pre-wrap">{lines.map((line) => <Fragment key={line}>{line.split(' ').map((word) => <Fragment key={word}><span className="unbroken">{word}</span> </Fragment>)}{'\n'}</Fragment>)}</pre>;
}
