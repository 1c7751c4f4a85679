import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';

export type QuestionState = 'empty' | 'answered';
export interface NavigatorItem { number: number; href: string; state: QuestionState; flagged?: boolean; current?: boolean }
export interface NavigatorProps { label: string; items: NavigatorItem[]; itemLabel: (item: NavigatorItem) => string; legend?: ReactNode }
export interface ExamLayoutProps { title: ReactNode; timer?: ReactNode; navigator: ReactNode; navigatorTitle: ReactNode; notice?: ReactNode; children: ReactNode }
export interface QuestionCardProps { eyebrow: ReactNode; question: ReactNode; children: ReactNode; flag?: ReactNode; footer?: ReactNode; id?: string }
export interface TimerProps { label: string; text: string; announce?: string; low?: boolean; endsAt?: string }

/** All questions as numbered squares; `itemLabel` says number and state in words. */
export function QuestionNavigator({ label, items, itemLabel, legend }: NavigatorProps) {
  return (
    <nav className="navigator" aria-label={label}>
      <ol>
        {items.map((item) => (
          <li key={item.number}>
            <a className={cx('nav-item', `nav-${item.state}`, item.flagged && 'nav-flagged')} href={item.href} aria-label={itemLabel(item)} aria-current={item.current ? 'step' : undefined}>
              {item.number}
              {item.flagged && <Icon name="flag" />}
            </a>
          </li>
        ))}
      </ol>
      {legend && <div className="navigator-legend">{legend}</div>}
    </nav>
  );
}

/** Time left as the server sees it; only `announce` is spoken, so a script can change it at quarter marks. */
export function Timer({ label, text, announce, low, endsAt }: TimerProps) {
  return (
    <div className={cx('timer', low && 'timer-low')} data-ends-at={endsAt}>
      <Icon name="clock" />
      <span className="timer-label">{label}</span>
      <span className="timer-text" role="timer" aria-label={label}>{text}</span>
      <span className="sr-only" aria-live="polite">{announce}</span>
    </div>
  );
}

/** One question with its answers in `children`. */
export function QuestionCard({ eyebrow, question, children, flag, footer, id = 'question' }: QuestionCardProps) {
  return (
    <section className="card question" aria-labelledby={`${id}-text`} id={id}>
      <div className="question-head"><p className="eyebrow">{eyebrow}</p>{flag}</div>
      <h2 className="question-text" id={`${id}-text`}>{question}</h2>
      {children}
      {footer && <div className="question-foot">{footer}</div>}
    </section>
  );
}

/** A test under way: title and timer on top, question in the middle, navigator beside it. */
export function ExamLayout({ title, timer, navigator, navigatorTitle, notice, children }: ExamLayoutProps) {
  return (
    <div className="exam">
      <div className="exam-head"><h1>{title}</h1>{timer}</div>
      {notice}
      <div className="exam-grid">
        <div className="exam-main">{children}</div>
        <aside className="card card-tight exam-side"><h2>{navigatorTitle}</h2>{navigator}</aside>
      </div>
    </div>
  );
}
