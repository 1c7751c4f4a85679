import { Children, createElement, Fragment, isValidElement, type ReactElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A piece of a lesson as markup of its own. */
export function staticMarkup(content: ReactNode): string {
  return renderToStaticMarkup(createElement(Fragment, null, content)).trim();
}

/** The children that were written with one component, in order. */
export function childrenOf<P>(children: ReactNode, type: (props: P) => null): ReactElement<P>[] {
  return Children.toArray(children).filter((child): child is ReactElement<P> => isValidElement(child) && child.type === type);
}
