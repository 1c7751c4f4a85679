import { durationText } from '../../platform/i18n/duration.ts';
import type { Locale } from '../../platform/i18n/messages.ts';

/** Minutes at which the time left is spoken. */
const spokenMinutes = [10, 5, 1];

export interface TimerPorts {
  /** Milliseconds of a clock that never jumps. */
  now(): number;
  show(left: number): void;
  announce(minutes: number): void;
  /** A few seconds before the end: whatever waits should be sent. */
  onNearEnd(): void;
  onEnd(): void;
}

export interface ExamTimer {
  /** Looks at the clock; called every second. */
  tick(): void;
  /** The server's word on the time left replaces our own. */
  adjust(secondsLeft: number): void;
}

/** Counts down what the server said was left, whatever the device's own clock shows. */
export function createTimer(secondsLeft: number, ports: TimerPorts): ExamTimer {
  let end = ports.now() + secondsLeft * 1000;
  let before = secondsLeft;
  let isOver = false;
  return {
    tick() {
      const left = Math.max(0, Math.ceil((end - ports.now()) / 1000));
      ports.show(left);
      for (const minutes of spokenMinutes) if (left <= minutes * 60 && before > minutes * 60) ports.announce(minutes);
      if (left <= 3 && before > 3) ports.onNearEnd();
      before = left;
      if (left > 0 || isOver) return;
      isOver = true;
      ports.onEnd();
    },
    adjust(seconds) {
      end = ports.now() + seconds * 1000;
    },
  };
}

/** Whole minutes while there is plenty of time, minutes and seconds in the last five. */
export function clockText(left: number, texts: { up: string }, locale: Locale): string {
  if (left <= 0) return texts.up;
  if (left > 300) return durationText(Math.ceil(left / 60), locale);
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}
