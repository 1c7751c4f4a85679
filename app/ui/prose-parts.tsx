import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';

export type CalloutKind = 'remember' | 'warning' | 'example' | 'law';
export type MessageChannel = 'sms' | 'zalo' | 'email' | 'call';
export interface CalloutProps { kind: CalloutKind; title: ReactNode; children: ReactNode }
export interface LegalNoteProps { doc: ReactNode; valid?: ReactNode; children?: ReactNode }
export interface FactBoxProps { children: ReactNode; foot: ReactNode }
export interface PhoneMessageProps { channel: MessageChannel; from: ReactNode; note?: ReactNode; label: string; children: ReactNode }
export interface FigureProps { src: string; alt: string; caption?: ReactNode; width?: number; height?: number }
export interface VideoProps { src: string; captions: string; captionsLabel: string; language: string; title: string; transcript?: ReactNode; poster?: string }

const calloutIcons: Record<CalloutKind, IconName> = { remember: 'lightbulb', warning: 'triangle-alert', example: 'file-text', law: 'scale' };
const channelIcons: Record<MessageChannel, IconName> = { sms: 'message-square', zalo: 'message-circle-question', email: 'mail', call: 'phone' };

/** One thing to keep. */
export function Callout({ kind, title, children }: CalloutProps) {
  return (
    <div className={cx('callout', kind)} role="note">
      <p className="callout-title"><Icon name={calloutIcons[kind]} />{title}</p>
      {children}
    </div>
  );
}

/** A legal basis; stands in the margin where there is one. */
export function LegalNote({ doc, valid, children }: LegalNoteProps) {
  return (
    <aside className="legal-note">
      <p className="legal-doc"><Icon name="scale" />{doc}</p>
      {children}
      {valid && <p className="legal-valid">{valid}</p>}
    </aside>
  );
}

/** A figure that ages, with its date and its source in `foot`. */
export function FactBox({ children, foot }: FactBoxProps) {
  return <div className="fact-box" role="note">{children}<p className="fact-foot">{foot}</p></div>;
}

/** A procedure: wraps an ordered list. */
export function Steps({ children }: { children: ReactNode }) {
  return <div className="steps">{children}</div>;
}

/** Key terms: wraps a list whose items begin with a bold term. */
export function Terms({ children }: { children: ReactNode }) {
  return <div className="terms">{children}</div>;
}

/** A message drawn as a phone's screen; `label` says that it is an example. */
export function PhoneMessage({ channel, from, note, label, children }: PhoneMessageProps) {
  return (
    <figure className={cx('phone-message', channel)} aria-label={label}>
      <div className="phone-head">
        <span className="phone-face"><Icon name={channelIcons[channel]} /></span>
        <span><b>{from}</b>{note && <span className="phone-note">{note}</span>}</span>
      </div>
      <div className="phone-bubble">{children}</div>
    </figure>
  );
}

/** A picture with its caption. */
export function Figure({ src, alt, caption, width, height }: FigureProps) {
  return (
    <figure className="figure">
      <img src={src} alt={alt} width={width} height={height} loading="lazy" decoding="async" />
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  );
}

/** A film with captions and, below it, its transcript. */
export function Video({ src, captions, captionsLabel, language, title, transcript, poster }: VideoProps) {
  return (
    <figure className="video">
      <video controls preload="none" src={src} poster={poster} aria-label={title}>
        <track kind="captions" src={captions} srcLang={language} label={captionsLabel} default />
      </video>
      <figcaption>{title}</figcaption>
      {transcript}
    </figure>
  );
}
