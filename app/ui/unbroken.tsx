import { cloneElement, createElement, Fragment, isValidElement, type ReactElement, type ReactNode } from 'react';

/** Letters and digits joined by signs after which a line may break, and what may be one of them: nothing of an address or a path. */
const joined = /(?<![\p{L}\p{N}@/\\_.:–-])[\p{L}\p{N}]+(?:[-–/:.][\p{L}\p{N}]+)+(?![\p{L}\p{N}@/\\_:–-])/gu;
const longest = 24;
/** A size in bytes. */
const sized = /(\d) (?=[kMG]B(?![\p{L}\p{N}]))/gu;
/** A count or a measure, no day and no year, and the short word that says of what. */
const measured = /(?<![\p{L}\p{N}/:.,–-])(\d{1,3}(?:[.,]\d+)*) (?=(?:\p{Ll}{1,5}|[kMG]B)(?![\p{L}\p{N}]))/gu;
/** What shows its text to the letter, or is no text. */
const untouched = new Set(['code', 'pre', 'textarea', 'select', 'script', 'style', 'svg']);

/**
 * Keeps codes (KQ26-004, 05/CT-TTg), ranges (10:00–12:00) and sizes (25 MB) on one line, in a text and in the plain elements around it. What is longer than a
 * narrow phone is wide may still break.
 */
export const unbroken = (node: ReactNode): ReactNode => kept(node, sized);

/** The same for the narrow columns of a table, where any number also keeps the short word after it. */
export const unbrokenCell = (node: ReactNode): ReactNode => kept(node, measured);

function kept(node: ReactNode, numbers: RegExp): ReactNode {
  if (typeof node === 'string') return ofText(node, numbers);
  // The children of a component have places of their own and need no keys; copied into a list they would.
  if (Array.isArray(node)) return createElement(Fragment, null, ...node.map((part: ReactNode) => kept(part, numbers)));
  if (!isValidElement(node)) return node;
  const { type, props } = node as ReactElement<{ children?: ReactNode }>;
  const isOpen = type === Fragment || (typeof type === 'string' && !untouched.has(type));
  if (!isOpen || props.children === undefined) return node;
  return Array.isArray(props.children) ? cloneElement(node, undefined, ...props.children.map((part: ReactNode) => kept(part, numbers))) : cloneElement(node, undefined, kept(props.children, numbers));
}

function ofText(text: string, numbers: RegExp): ReactNode {
  const spaced = text.replace(numbers, '$1\u00a0');
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { 0: word, index } of spaced.matchAll(joined)) {
    if (!isCode(word)) continue;
    parts.push(spaced.slice(end, index), <span key={index} className="unbroken">{word}</span>);
    end = index + word.length;
  }
  // One piece, as the text was: in a row that spaces its pieces apart it would fall into several.
  return parts.length === 0 ? spaced : <span className="unbroken-text">{parts}{spaced.slice(end)}</span>;
}

/** A digit or two capitals in a row tell a code from words that a stroke joins; a day or a decimal does not break anyway. */
const isCode = (word: string): boolean => word.length <= longest && /[-–/]/.test(word) && !/^\d+([/.:]\d+)+$/.test(word) && (/\d/.test(word) || /\p{Lu}{2}/u.test(word));
