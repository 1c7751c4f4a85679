import { fold } from '../../platform/text/fold.ts';

/** The little that we need to know of a Markdown tree (mdast with JSX). */
export interface TreeNode {
  type: string;
  name?: string | null;
  attributes?: TreeAttribute[];
  children?: TreeNode[];
  value?: string;
  url?: string;
  depth?: number;
  ordered?: boolean | null;
  position?: { start: { line: number } };
  data?: { hProperties?: Record<string, string> };
}

export interface TreeAttribute {
  type: string;
  name?: string;
  /** Text, null for a bare flag, an object for a braced expression. */
  value?: string | null | object;
  position?: { start: { line: number } };
}

export function lineOf(node: { position?: { start: { line: number } } }): number {
  return node.position?.start.line ?? 1;
}

export function isElement(node: TreeNode, name?: string): boolean {
  return node.type === 'mdxJsxFlowElement' && (name === undefined || node.name === name);
}

/** The elements of one name right inside another. */
export function elementsIn(node: TreeNode, name: string): TreeNode[] {
  return (node.children ?? []).filter((child) => isElement(child, name));
}

/** A text attribute of an element; undefined when it is missing, a flag or not text. */
export function attributeOf(node: TreeNode, name: string): string | undefined {
  const value = node.attributes?.find((attribute) => attribute.name === name)?.value;
  return typeof value === 'string' ? value : undefined;
}

export function hasFlag(node: TreeNode, name: string): boolean {
  return node.attributes?.some((attribute) => attribute.name === name) ?? false;
}

/** All nodes of a tree in reading order, without going below those that `enter` refuses. */
export function* walk(node: TreeNode, enter: (node: TreeNode) => boolean = () => true): Generator<TreeNode> {
  yield node;
  if (enter(node)) for (const child of node.children ?? []) yield* walk(child, enter);
}

/** The words under a node, as a reader sees them. */
export function textOf(node: TreeNode): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value ?? '';
  if (node.type === 'break') return ' ';
  const glue = ['root', 'listItem', 'list', 'table', 'tableRow', 'blockquote', 'mdxJsxFlowElement'].includes(node.type) ? ' ' : '';
  return (node.children ?? []).map(textOf).join(glue);
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** "Vì sao kẻ tấn công chọn người dùng" → `vi-sao-ke-tan-cong-chon-nguoi-dung`. */
export function slugOf(text: string): string {
  return fold(text).replaceAll(' ', '-');
}
