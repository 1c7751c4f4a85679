import { componentRules, expectedForm, isAssetForm, type AttributeRule } from './component-rules.ts';
import { isElement, lineOf, textOf, type TreeAttribute, type TreeNode } from './lesson-tree.ts';
import type { Report } from '../../platform/content/problems.ts';
import { reasons } from './reasons.ts';

export interface GuardOptions {
  report: Report;
  /** Whether `/path` exists in the public folder. */
  assetExists(path: string): boolean;
}

const plainNodes = new Set(['yaml', 'paragraph', 'text', 'strong', 'emphasis', 'list', 'listItem', 'table', 'tableRow', 'tableCell', 'blockquote', 'inlineCode', 'break']);
/** What is drawn as a message or a screen of somebody else: nothing in it leads anywhere. */
const screens = new Set(['Message', 'Part', 'Mail']);
const nodeWords: Record<string, string> = { code: '```', html: 'HTML', thematicBreak: '---', definition: '[x]: url', linkReference: '[x][y]', imageReference: '![x][y]' };

/**
 * Walks the tree of a lesson before anything else sees it and refuses whatever is not prose or one of our components:
 * a lesson is text and never a program.
 */
export function guardTree(root: TreeNode, options: GuardOptions): void {
  for (const child of root.children ?? []) guardNode(child, 'root', options);
}

function guardNode(node: TreeNode, parent: string, options: GuardOptions): void {
  const { report } = options;
  const line = lineOf(node);
  switch (node.type) {
    case 'mdxjsEsm':
      return report(line, /^\s*export/.test(node.value ?? '') ? reasons.both('mdx.export') : reasons.both('mdx.import'));
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      return report(line, reasons.both('mdx.expression'));
    case 'mdxJsxTextElement':
    case 'mdxJsxFlowElement':
      return guardElement(node, parent, options);
    case 'heading':
      guardHeading(node, parent, report);
      break;
    case 'link':
      guardLink(node, parent, report);
      break;
    case 'image':
      return report(line, reasons.both('mdx.image'));
    default:
      if (!plainNodes.has(node.type)) return report(line, reasons.both('mdx.node', { what: nodeWords[node.type] ?? node.type }));
  }
  const inside = screens.has(parent) ? parent : node.type;
  for (const child of node.children ?? []) guardNode(child, inside, options);
}

function guardHeading(node: TreeNode, parent: string, report: Report): void {
  const line = lineOf(node);
  if (node.depth !== 2 && node.depth !== 3) report(line, reasons.both('mdx.heading-level'));
  if (parent !== 'root') report(line, reasons.both('mdx.heading-inside'));
  if (textOf(node).trim() === '') report(line, reasons.both('mdx.heading-empty'));
}

function guardLink(node: TreeNode, parent: string, report: Report): void {
  const url = node.url ?? '';
  if (screens.has(parent)) report(lineOf(node), reasons.both('mdx.link-message', { name: parent }));
  if (!isAllowedLink(url)) report(lineOf(node), reasons.both('mdx.link', { url }));
}

/** https, a path of our own or a place in this lesson; nothing that a browser could read as another scheme or host. */
export function isAllowedLink(url: string): boolean {
  if (/[\s\\\u0000-\u001F]/.test(url)) return false;
  if (/^#[a-z0-9-]+$/.test(url)) return true;
  if (/^\/(?![/])[\w./#?=&%-]*$/.test(url)) return true;
  if (!url.startsWith('https://') || !URL.canParse(url)) return false;
  // Whatever stands before an @ looks like a host and is none.
  const { username, password } = new URL(url);
  return username === '' && password === '';
}

function guardElement(node: TreeNode, parent: string, options: GuardOptions): void {
  const { report } = options;
  const name = node.name ?? '';
  const rule = Object.hasOwn(componentRules, name) ? componentRules[name] : undefined;
  if (!rule) return report(lineOf(node), reasons.both('mdx.tag', { name }));
  if (!isElement(node)) return report(lineOf(node), reasons.both('mdx.inline', { name }));
  if (!rule.inside.includes(parent)) {
    const parents = rule.inside.map((one) => (one === 'root' ? reasons.both('mdx.top-level') : { vi: `<${one}>`, en: `<${one}>` }));
    const { vi } = reasons.both('mdx.inside', { name, parents: parents.map((one) => one.vi).join(', ') });
    const { en } = reasons.both('mdx.inside', { name, parents: parents.map((one) => one.en).join(', ') });
    report(lineOf(node), { vi, en });
  }
  guardAttributes(node, name, rule.attributes, options);
  const children = node.children ?? [];
  const isEmpty = children.every((child) => child.type === 'text' && child.value?.trim() === '');
  if (rule.content === 'none' && !isEmpty) report(lineOf(node), reasons.both('mdx.node', { what: `<${name}>…</${name}>` }));
  if (rule.content === 'blocks' && isEmpty) report(lineOf(node), reasons.both('mdx.block-empty', { name }));
  for (const child of children) guardNode(child, name, options);
}

function guardAttributes(node: TreeNode, name: string, rules: Readonly<Record<string, AttributeRule>>, options: GuardOptions): void {
  const { report } = options;
  const seen = new Set<string>();
  for (const attribute of node.attributes ?? []) {
    const line = attribute.position ? lineOf(attribute) : lineOf(node);
    const own = attribute.name ?? '';
    const rule = Object.hasOwn(rules, own) ? rules[own] : undefined;
    if (attribute.type !== 'mdxJsxAttribute' || (typeof attribute.value === 'object' && attribute.value !== null)) report(line, reasons.both('mdx.expression'));
    else if (!rule) report(line, reasons.both('mdx.attribute', { name, attribute: own }));
    else if (seen.has(own)) report(line, reasons.both('mdx.attribute-twice', { name, attribute: own }));
    else guardValue(line, name, attribute, rule, options);
    seen.add(own);
  }
  for (const [attribute, rule] of Object.entries(rules)) if (rule.required && !seen.has(attribute)) report(lineOf(node), reasons.both('mdx.attribute-missing', { name, attribute }));
}

function guardValue(line: number, name: string, { name: attribute = '', value }: TreeAttribute, rule: AttributeRule, { report, assetExists }: GuardOptions): void {
  const text = typeof value === 'string' ? value : null;
  const expected = expectedForm(rule.form, text);
  if (expected !== null) return report(line, reasons.both('mdx.attribute-value', { name, attribute, value: text ?? '', expected }));
  if (text !== null && isAssetForm(rule.form) && !assetExists(text)) report(line, reasons.both('mdx.asset', { path: text }));
}
